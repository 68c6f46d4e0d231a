-- Buckets and what is in them, as the S3 REST API shows it.

CREATE TABLE buckets (
  name         TEXT PRIMARY KEY,           -- one on this server, in whichever account and Region
  account      TEXT NOT NULL,
  region       TEXT NOT NULL,
  created_at   BIGINT NOT NULL,
  versioning   TEXT NOT NULL,              -- NEVER, ENABLED or SUSPENDED
  ownership    TEXT NOT NULL,              -- ObjectOwnership
  access_block INTEGER NOT NULL,           -- PublicAccessBlockConfiguration, a bit each
  policy       TEXT                        -- IAM JSON, as it was put
);

-- A version of an object, or a marker that it was deleted.
CREATE TABLE bucket_objects (
  id          INTEGER PRIMARY KEY,         -- of one name the newest version has the highest
  bucket      TEXT NOT NULL REFERENCES buckets (name),
  name        BLOB NOT NULL,               -- UTF-8, because listings are sorted by its octets
  version     TEXT NOT NULL,               -- 'null' where it was put without versioning
  newest      INTEGER NOT NULL,
  marker      INTEGER NOT NULL,
  size        BIGINT NOT NULL,
  etag        TEXT NOT NULL,
  checksum    TEXT,                        -- algorithm:Base64
  headers     TEXT NOT NULL,               -- those that come with its octets, name:value a line
  acl         TEXT NOT NULL,
  modified_at BIGINT NOT NULL,
  UNIQUE (bucket, name, version)
);
CREATE INDEX bucket_objects_listing ON bucket_objects (bucket, newest, marker, name);
CREATE INDEX bucket_objects_versions ON bucket_objects (bucket, name, id DESC);

-- Octets that never change, of one object or of one part of it: chunks of one size, but the last.
CREATE TABLE bucket_contents (
  id     BIGINT PRIMARY KEY,               -- random: what is gone is never read as something else
  object BIGINT REFERENCES bucket_objects (id), -- absent while it grows, or is a part of an upload
  place  INTEGER NOT NULL,                 -- among the contents of its object
  size   BIGINT NOT NULL
);
CREATE INDEX bucket_contents_of ON bucket_contents (object, place);

CREATE TABLE bucket_chunks (
  content BIGINT NOT NULL,
  place   INTEGER NOT NULL,
  octets  BLOB NOT NULL,
  PRIMARY KEY (content, place)
);

-- Objects that are put in parts, until they are complete.
CREATE TABLE bucket_uploads (
  id         TEXT PRIMARY KEY,
  bucket     TEXT NOT NULL REFERENCES buckets (name),
  name       BLOB NOT NULL,
  headers    TEXT NOT NULL,
  acl        TEXT NOT NULL,
  started_at BIGINT NOT NULL
);
CREATE INDEX bucket_uploads_of ON bucket_uploads (bucket, name, id);

CREATE TABLE bucket_parts (
  upload      TEXT NOT NULL REFERENCES bucket_uploads (id),
  number      INTEGER NOT NULL,
  content     BIGINT NOT NULL REFERENCES bucket_contents (id),
  size        BIGINT NOT NULL,
  etag        TEXT NOT NULL,
  checksum    TEXT,
  modified_at BIGINT NOT NULL,
  PRIMARY KEY (upload, number)
);
CREATE INDEX bucket_parts_content ON bucket_parts (content);
