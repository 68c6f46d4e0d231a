-- Certificate authorities and what they issued.

CREATE TABLE authorities (
  id               INTEGER PRIMARY KEY,
  arn              TEXT NOT NULL UNIQUE,
  account          TEXT NOT NULL,
  region           TEXT NOT NULL,
  type             TEXT NOT NULL,
  status           TEXT NOT NULL,          -- stored status; EXPIRED is derived from not_after
  restores_to      TEXT,                   -- stored status before deletion
  restorable_until INTEGER,
  configuration    TEXT NOT NULL,          -- CertificateAuthorityConfiguration, JSON as created
  key_id           TEXT NOT NULL REFERENCES keys (id),
  key_spec         TEXT NOT NULL,
  signature_scheme TEXT NOT NULL,
  short_lived      INTEGER NOT NULL,       -- UsageMode SHORT_LIVED_CERTIFICATE
  key_storage      TEXT NOT NULL,
  csr              TEXT NOT NULL,          -- PEM, byte-identical on every read
  installed        INTEGER,                -- row of authority_certificates
  created_at       INTEGER NOT NULL,
  changed_at       INTEGER NOT NULL,
  tags             TEXT NOT NULL           -- JSON object
);
CREATE INDEX authorities_listing ON authorities (account, region, created_at DESC, arn);

-- Every certificate that was ever installed; what was issued under it keeps its chain.
CREATE TABLE authority_certificates (
  id        INTEGER PRIMARY KEY,
  authority INTEGER NOT NULL REFERENCES authorities (id),
  chain     TEXT NOT NULL                  -- PEM: the CA certificate first, its root last
);

CREATE TABLE certificates (
  id          INTEGER PRIMARY KEY,
  authority   INTEGER NOT NULL REFERENCES authorities (id),
  serial      TEXT NOT NULL,
  der         BLOB NOT NULL,
  issued_under INTEGER REFERENCES authority_certificates (id), -- absent for a self-signed root
  template    TEXT NOT NULL,
  requester   TEXT NOT NULL,
  not_after   INTEGER NOT NULL,
  issued_at   INTEGER NOT NULL,
  UNIQUE (authority, serial)
);

CREATE TABLE authority_permissions (
  authority      INTEGER NOT NULL REFERENCES authorities (id),
  principal      TEXT NOT NULL,
  source_account TEXT NOT NULL,
  actions        TEXT NOT NULL,            -- comma-separated, in the order given
  created_at     INTEGER NOT NULL,
  PRIMARY KEY (authority, principal, source_account)
) WITHOUT ROWID;
