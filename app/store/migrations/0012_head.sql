-- How many reviews there are and the seal of the last one, beside the log: rows cut off at its end are missed. What ties reviews to claims is
-- as they are: only added to; which claim that is now may change.
CREATE TABLE review_head (one INTEGER PRIMARY KEY CHECK (one = 1), reviews INTEGER NOT NULL, seal TEXT NOT NULL) STRICT;
INSERT INTO review_head SELECT 1, seq, seal FROM review ORDER BY seq DESC LIMIT 1;
CREATE TRIGGER review_heads AFTER INSERT ON review
  BEGIN INSERT OR REPLACE INTO review_head VALUES (1, NEW.seq, NEW.seal); END;
CREATE TRIGGER review_head_kept BEFORE DELETE ON review_head
  BEGIN SELECT RAISE(ABORT, 'the review log is only added to'); END;
CREATE TRIGGER review_anchor_unchanged BEFORE UPDATE OF seq, n, report_id, given ON review_anchor
  BEGIN SELECT RAISE(ABORT, 'the review log is only added to'); END;
CREATE TRIGGER review_anchor_kept BEFORE DELETE ON review_anchor
  BEGIN SELECT RAISE(ABORT, 'the review log is only added to'); END;
-- what is withheld from strangers is withheld of older reviews too, once their reports are derived again
UPDATE reading SET version = '' WHERE report_id IN (SELECT report_id FROM review WHERE verb IN ('reject', 'reduce_precision'));
