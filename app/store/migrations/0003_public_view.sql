-- What strangers see: when a report becomes public (seconds since 1970; null: not before it is reviewed), and which places are blurred.
ALTER TABLE reading ADD COLUMN due INTEGER;
CREATE INDEX reading_due ON reading (due) WHERE public = 0 AND due IS NOT NULL;
ALTER TABLE place_use ADD COLUMN blurred INTEGER NOT NULL DEFAULT 0;
ALTER TABLE state ADD COLUMN policy TEXT NOT NULL DEFAULT '';
