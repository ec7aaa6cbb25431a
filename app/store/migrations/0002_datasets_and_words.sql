-- Coded data sets: a row stands once, in the tables of its layer (schema.CODED_TABLES), and is served as claim, mark and report.
-- Their layers have the collection 'coded' and are told apart by data set and edition ('name#3').
ALTER TABLE layer ADD COLUMN placed INTEGER NOT NULL DEFAULT 0;
UPDATE layer SET placed = (SELECT count(*) FROM feature WHERE feature.layer = layer.layer AND (x IS NOT NULL OR n IN (SELECT n FROM shape)));

CREATE TABLE dataset (
  name TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  licence TEXT NOT NULL,
  attribution TEXT,
  visibility TEXT NOT NULL,
  source TEXT NOT NULL,
  layer INTEGER NOT NULL REFERENCES layer (layer)
) STRICT;

-- An import under way, so that it can go on after a kill: how far the file was read.
CREATE TABLE import (
  name TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  layer INTEGER NOT NULL REFERENCES layer (layer),
  at INTEGER NOT NULL,
  lines INTEGER NOT NULL,
  errors TEXT NOT NULL
) STRICT;

-- Full text: each word once, folded as functions.words does. doc is the number under which a feature's words stand.
CREATE VIRTUAL TABLE words USING fts5 (text, content = '', detail = none, columnsize = 0, tokenize = 'ascii');
ALTER TABLE feature ADD COLUMN doc INTEGER;
UPDATE feature SET doc = n WHERE layer IN (SELECT layer FROM layer WHERE collection IN ('claims', 'places', 'reports'));
UPDATE feature SET doc = (
  SELECT c.n FROM feature AS c JOIN layer AS l ON l.layer = c.layer WHERE l.collection = 'claims' AND c.fid = feature.claim_id
) WHERE doc IS NULL;
INSERT INTO words (rowid, text) SELECT n, words_of(json) FROM feature JOIN body USING (n) WHERE doc = n;

CREATE INDEX feature_country ON feature (layer, country, weapon, target_class, fid);
CREATE INDEX feature_weapon ON feature (layer, weapon, target_class, fid);
CREATE INDEX feature_attacker ON feature (layer, attacker, fid);
CREATE INDEX feature_admin1 ON feature (layer, admin1, fid);
CREATE INDEX feature_first ON feature (layer, first, fid);
CREATE INDEX feature_claim ON feature (claim_id);
