-- The outlines of places, apart from what changes with every report that names them.
CREATE TABLE outline (n INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT;
INSERT INTO outline (n, json)
  SELECT n, json_extract(json, '$.geometry') FROM body JOIN feature USING (n) JOIN layer USING (layer)
  WHERE collection = 'places' AND json_type(json, '$.geometry') = 'object';
UPDATE body SET json = json_set(json, '$.geometry', NULL) WHERE n IN (SELECT n FROM outline);
