CREATE TABLE state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  store TEXT NOT NULL,
  version INTEGER NOT NULL,
  next INTEGER NOT NULL
) STRICT;

INSERT INTO state VALUES (1, lower(hex(randomblob(8))), 0, 1);

CREATE TABLE layer (
  layer INTEGER PRIMARY KEY,
  collection TEXT NOT NULL,
  dataset TEXT NOT NULL,
  public INTEGER NOT NULL,
  features INTEGER NOT NULL DEFAULT 0,
  west REAL, south REAL, east REAL, north REAL,
  first INTEGER, last INTEGER,
  UNIQUE (collection, dataset, public)
) STRICT;

CREATE TABLE report (
  id TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  title TEXT,
  publisher TEXT,
  url TEXT,
  published_at TEXT,
  language TEXT,
  source_kind TEXT NOT NULL,
  retrieved_at TEXT,
  dataset TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE reading (
  report_id TEXT PRIMARY KEY REFERENCES report (id) ON DELETE CASCADE,
  public INTEGER NOT NULL,
  published_at TEXT NOT NULL,
  disputes INTEGER NOT NULL,
  not_on_map INTEGER NOT NULL,
  record TEXT NOT NULL
) STRICT;

CREATE INDEX reading_recent ON reading (public, published_at, report_id);
CREATE INDEX reading_disputes ON reading (public, published_at, report_id) WHERE disputes > 0;
CREATE INDEX reading_not_on_map ON reading (public, published_at, report_id) WHERE not_on_map > 0;

CREATE TABLE feature (
  n INTEGER PRIMARY KEY,
  layer INTEGER NOT NULL REFERENCES layer (layer),
  fid TEXT NOT NULL,
  report_id TEXT,
  x REAL, y REAL,
  first INTEGER, last INTEGER,
  claim_id TEXT,
  event_id TEXT,
  modality TEXT,
  place_id TEXT,
  place_kind TEXT,
  country TEXT,
  admin1 TEXT,
  claimant TEXT,
  claimant_kind TEXT,
  attacker TEXT,
  weapon TEXT,
  platform TEXT,
  target_class TEXT,
  status TEXT,
  review_state TEXT,
  publisher TEXT,
  date_start TEXT,
  date_end TEXT
) STRICT;

CREATE UNIQUE INDEX feature_id ON feature (layer, fid);
CREATE INDEX feature_report ON feature (report_id);

CREATE TABLE body (n INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT;

CREATE TABLE shape (
  n INTEGER PRIMARY KEY,
  west REAL NOT NULL, south REAL NOT NULL, east REAL NOT NULL, north REAL NOT NULL,
  wkb BLOB NOT NULL
) STRICT;

CREATE TABLE place_use (
  place_id TEXT NOT NULL,
  report_id TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
  public INTEGER NOT NULL,
  roles TEXT NOT NULL,
  claims INTEGER NOT NULL,
  PRIMARY KEY (place_id, report_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX place_use_report ON place_use (report_id);
