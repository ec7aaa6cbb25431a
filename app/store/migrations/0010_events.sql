-- Claims as they are grouped into events, and the events. Claims that strangers may not see have no anchor, keys or event.
CREATE TABLE claim (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  report_id TEXT NOT NULL,
  body BLOB NOT NULL,
  anchor INTEGER,
  keys BLOB,
  event_id TEXT,
  choice TEXT,
  free INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX claim_report ON claim (report_id);
CREATE INDEX claim_event ON claim (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX claim_choice ON claim (choice) WHERE choice IS NOT NULL;

CREATE TABLE claim_block (key INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) STRICT, WITHOUT ROWID;

CREATE TABLE event (id TEXT PRIMARY KEY, record BLOB NOT NULL) STRICT;

-- What reviewers decided of events: pairs of claims, in order of their ids, that are one event or two; and gradings, by rank.
CREATE TABLE decided_pair (one TEXT NOT NULL, other TEXT NOT NULL, together INTEGER NOT NULL, PRIMARY KEY (one, other)) STRICT, WITHOUT ROWID;
CREATE TABLE decided_grading (claim_id TEXT PRIMARY KEY, rank INTEGER NOT NULL, grading TEXT NOT NULL, reviewer TEXT NOT NULL) STRICT;

-- What older programs read did not keep enough of a claim to group it: a rebuild reads it again.
UPDATE reading SET version = '';
