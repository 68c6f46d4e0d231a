-- Secrets, the versions of their values, the labels on these, and their rotation.

CREATE TABLE secrets (
  arn         TEXT PRIMARY KEY,
  account     TEXT NOT NULL,
  region      TEXT NOT NULL,
  name        TEXT NOT NULL,
  description TEXT,
  type        TEXT,
  tags        TEXT NOT NULL,               -- JSON object
  policy      TEXT,                        -- as it was given
  created_at  BIGINT NOT NULL,
  changed_at  BIGINT NOT NULL,
  accessed_at BIGINT,                      -- the day, UTC
  deletion_at BIGINT,                      -- when it goes; absent unless it was deleted
  UNIQUE (account, region, name)
);
CREATE INDEX secrets_listing ON secrets (account, region, created_at DESC, arn);

CREATE TABLE secret_versions (
  secret      TEXT NOT NULL REFERENCES secrets (arn),
  version     TEXT NOT NULL,               -- the ClientRequestToken that made it
  form        TEXT,                        -- TEXT or BINARY; absent in one that waits for its value
  sealed      BLOB,                        -- under the names of secret and version
  created_at  BIGINT NOT NULL,
  accessed_at BIGINT,
  PRIMARY KEY (secret, version)
);

-- A label is on one version at most.
CREATE TABLE secret_labels (
  secret  TEXT NOT NULL,
  label   TEXT NOT NULL,
  version TEXT NOT NULL,
  PRIMARY KEY (secret, label),
  FOREIGN KEY (secret, version) REFERENCES secret_versions (secret, version)
);

CREATE TABLE secret_rotations (
  secret        TEXT PRIMARY KEY REFERENCES secrets (arn),
  enabled       INTEGER NOT NULL,
  handler       TEXT NOT NULL,             -- RotationLambdaARN
  after_days    BIGINT,
  expression    TEXT,
  duration      TEXT,
  anchor        BIGINT NOT NULL,           -- when the rules were given
  rotated_at    BIGINT,
  next_at       BIGINT,                    -- end of the window that comes next
  token         TEXT,                      -- of the rotation that runs, if one does; as the rest
  step          TEXT,
  only_test     INTEGER NOT NULL DEFAULT 0,
  failures      INTEGER NOT NULL DEFAULT 0,
  window_end    BIGINT
);
