-- By which extractor and gazetteer a reading was made: a rebuild goes on with those of other versions.
ALTER TABLE reading ADD COLUMN version TEXT NOT NULL DEFAULT '';
CREATE INDEX reading_version ON reading (version, report_id);
