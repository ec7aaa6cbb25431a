-- marks of data sets as they are served, packed: in which form ('' for none), and the rows that they are packed by
ALTER TABLE layer ADD COLUMN ready TEXT NOT NULL DEFAULT '';
ALTER TABLE layer ADD COLUMN sample BLOB;
