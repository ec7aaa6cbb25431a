-- Newest first is what people ask for most.
DROP INDEX feature_first;
CREATE INDEX feature_newest ON feature (layer, date_start DESC, fid);
