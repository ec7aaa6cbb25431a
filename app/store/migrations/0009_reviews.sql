-- Reviews: a log that is only added to, chained by hashes, and what follows from it for the claims as they are now; keys and sessions.
CREATE TABLE review (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  authority TEXT NOT NULL,
  verb TEXT NOT NULL,
  reason TEXT NOT NULL,
  report_id TEXT,
  undoes INTEGER,
  digest TEXT NOT NULL,
  seal TEXT NOT NULL
) STRICT;
CREATE INDEX review_report ON review (report_id);
CREATE TABLE review_content (seq INTEGER PRIMARY KEY REFERENCES review, salt TEXT NOT NULL, json TEXT NOT NULL) STRICT;
CREATE TRIGGER review_added_once BEFORE INSERT ON review WHEN EXISTS (SELECT 1 FROM review WHERE seq = NEW.seq)
  BEGIN SELECT RAISE(ABORT, 'the review log is only added to'); END;
CREATE TRIGGER review_unchanged BEFORE UPDATE ON review
  BEGIN SELECT RAISE(ABORT, 'the review log is only added to'); END;
CREATE TRIGGER review_kept BEFORE DELETE ON review
  BEGIN SELECT RAISE(ABORT, 'the review log is only added to'); END;
CREATE TRIGGER review_content_added_once BEFORE INSERT ON review_content WHEN EXISTS (SELECT 1 FROM review_content WHERE seq = NEW.seq)
  BEGIN SELECT RAISE(ABORT, 'the review log is only added to'); END;
CREATE TRIGGER review_content_unchanged BEFORE UPDATE ON review_content
  BEGIN SELECT RAISE(ABORT, 'the review log is only added to'); END;
CREATE TRIGGER review_content_kept BEFORE DELETE ON review_content
  WHEN NOT EXISTS (SELECT 1 FROM review AS r JOIN review AS w ON w.verb = 'withdraw' AND w.report_id = r.report_id WHERE r.seq = OLD.seq)
  BEGIN SELECT RAISE(ABORT, 'the review log is only added to'); END;
CREATE TABLE review_anchor (
  seq INTEGER NOT NULL REFERENCES review,
  n INTEGER NOT NULL,
  report_id TEXT NOT NULL,
  given TEXT NOT NULL,
  present TEXT,
  PRIMARY KEY (seq, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_anchor_report ON review_anchor (report_id);
CREATE INDEX review_anchor_given ON review_anchor (given);
CREATE INDEX review_anchor_present ON review_anchor (present);
CREATE TABLE orphan (seq INTEGER PRIMARY KEY REFERENCES review, why TEXT NOT NULL) STRICT;
CREATE TABLE held (
  n INTEGER PRIMARY KEY,
  claim_id TEXT NOT NULL UNIQUE,
  report_id TEXT NOT NULL,
  state TEXT NOT NULL,
  reviewed_by TEXT,
  score REAL NOT NULL,
  version TEXT NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE INDEX held_report ON held (report_id);
CREATE INDEX held_state ON held (state, n);
CREATE TABLE access_key (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  scope TEXT NOT NULL,
  created INTEGER NOT NULL,
  expires INTEGER,
  revoked INTEGER
) STRICT;
CREATE TABLE key_use (n INTEGER PRIMARY KEY, key_id TEXT NOT NULL REFERENCES access_key, at INTEGER NOT NULL, action TEXT NOT NULL) STRICT;
CREATE INDEX key_use_key ON key_use (key_id, at);
CREATE TRIGGER key_use_unchanged BEFORE UPDATE ON key_use BEGIN SELECT RAISE(ABORT, 'the log of keys is only added to'); END;
CREATE TRIGGER key_use_kept BEFORE DELETE ON key_use BEGIN SELECT RAISE(ABORT, 'the log of keys is only added to'); END;
CREATE TABLE session (hash TEXT PRIMARY KEY, key_id TEXT NOT NULL REFERENCES access_key, expires INTEGER NOT NULL) STRICT;
ALTER TABLE report ADD COLUMN withdrawn INTEGER REFERENCES review;
-- what waits for review is told by the reader again
UPDATE reading SET version = '';
