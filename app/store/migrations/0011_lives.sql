-- By which versions a report was read, one after the other; and where and when the claims on the desk say that it happened, by which
-- possible duplicates are found among claims that strangers do not see yet, and that are in no event so.
CREATE TABLE read_by (report_id TEXT NOT NULL, n INTEGER NOT NULL, at TEXT NOT NULL, version TEXT NOT NULL, PRIMARY KEY (report_id, n)) STRICT, WITHOUT ROWID;

CREATE TABLE held_spot (place_id TEXT NOT NULL, day TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (place_id, day, n)) STRICT, WITHOUT ROWID;
CREATE INDEX held_spot_n ON held_spot (n);

CREATE VIEW held_told AS
  SELECT held.n, place.value ->> 'place_id' AS place_id, held.json ->> '$.document.fields.when.start' AS day
  FROM held, json_each(held.json, '$.document.fields.places') AS place
  WHERE place.value ->> 'role' = 'reported_target' AND place_id IS NOT NULL AND day IS NOT NULL;

INSERT OR IGNORE INTO held_spot SELECT place_id, day, n FROM held_told;

CREATE TRIGGER held_enters AFTER INSERT ON held
  BEGIN INSERT OR IGNORE INTO held_spot SELECT place_id, day, n FROM held_told WHERE n = NEW.n; END;
CREATE TRIGGER held_changes AFTER UPDATE ON held BEGIN
  DELETE FROM held_spot WHERE n = OLD.n;
  INSERT OR IGNORE INTO held_spot SELECT place_id, day, n FROM held_told WHERE n = NEW.n;
END;
CREATE TRIGGER held_leaves AFTER DELETE ON held BEGIN DELETE FROM held_spot WHERE n = OLD.n; END;
