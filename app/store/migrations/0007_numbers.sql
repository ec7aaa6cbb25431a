-- Numbers that queries compare with, beside the texts; and indexes wide enough to count several conditions without a look at the rows.
ALTER TABLE feature ADD COLUMN where_prec INTEGER;
ALTER TABLE feature ADD COLUMN geo_precision INTEGER;
ALTER TABLE feature ADD COLUMN date_prec INTEGER;
ALTER TABLE feature ADD COLUMN independent_sources INTEGER;
ALTER TABLE feature ADD COLUMN disputed_by_n INTEGER;
ALTER TABLE feature ADD COLUMN killed_min INTEGER;
ALTER TABLE feature ADD COLUMN killed_max INTEGER;
UPDATE feature SET (where_prec, geo_precision, date_prec, independent_sources, disputed_by_n, killed_min, killed_max) = (
  SELECT json_extract(json, '$.properties.where_prec'),
    json_extract(json, '$.properties.geo_precision'),
    json_extract(json, '$.properties.date_prec'),
    json_extract(json, '$.properties.independent_sources'),
    json_extract(json, '$.properties.disputed_by_n'),
    json_extract(json, '$.properties.killed_min'),
    json_extract(json, '$.properties.killed_max')
  FROM body WHERE body.n = feature.n
);
DROP INDEX feature_country;
DROP INDEX feature_weapon;
CREATE INDEX feature_country ON feature (layer, country, weapon, claimant, target_class, attacker, status, where_prec, fid);
CREATE INDEX feature_weapon ON feature (layer, weapon, claimant, target_class, country, attacker, status, where_prec, fid);
CREATE INDEX feature_claimant ON feature (layer, claimant, target_class, status, country, attacker, where_prec, fid);
