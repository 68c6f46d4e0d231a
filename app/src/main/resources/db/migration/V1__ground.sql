-- Ground floor: settings, the log of changes, idempotency, sealed keys, access keys.

CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE changes (
  seq     INTEGER PRIMARY KEY,
  at      INTEGER NOT NULL,
  account TEXT NOT NULL,
  region  TEXT NOT NULL,
  kind    TEXT NOT NULL,
  subject TEXT NOT NULL,
  actor   TEXT NOT NULL,
  details TEXT
);

CREATE TABLE idempotency (
  scope       TEXT NOT NULL,
  token       TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  answer      TEXT NOT NULL,
  expires_at  INTEGER NOT NULL,
  PRIMARY KEY (scope, token)
);
CREATE INDEX idempotency_expiry ON idempotency (expires_at);

CREATE TABLE keys (
  id         TEXT PRIMARY KEY,
  spec       TEXT NOT NULL,
  public_key BLOB NOT NULL,
  sealed     BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE access_keys (
  id        TEXT PRIMARY KEY,
  account   TEXT NOT NULL,
  principal TEXT NOT NULL,
  sealed    BLOB NOT NULL
) WITHOUT ROWID;
