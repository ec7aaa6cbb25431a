-- The fields of a coded data set for whose values the rows are listed (post_<n>); an import that is under way begins anew, to make them.
ALTER TABLE layer ADD COLUMN posted TEXT NOT NULL DEFAULT '';
DELETE FROM import;
