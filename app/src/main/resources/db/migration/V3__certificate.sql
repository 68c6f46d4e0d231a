-- Managed certificates, the keys and chains they had, and who uses them.

CREATE TABLE managed_certificates (
  id             INTEGER PRIMARY KEY,
  arn            TEXT NOT NULL UNIQUE,
  account        TEXT NOT NULL,
  region         TEXT NOT NULL,
  names          TEXT NOT NULL,            -- comma-separated, the domain name first
  key_spec       TEXT NOT NULL,
  authority      TEXT NOT NULL,            -- ARN of the CA, which may live elsewhere
  failure        TEXT,                     -- FailureReason; absent when it was issued
  exported       INTEGER NOT NULL DEFAULT 0, -- since the last issue
  renewal_status TEXT,
  renewal_reason TEXT,
  renewal_at     INTEGER,
  created_at     INTEGER NOT NULL,
  tags           TEXT NOT NULL             -- JSON object
);
CREATE INDEX managed_certificates_listing
  ON managed_certificates (account, region, created_at DESC, arn);

-- The newest is the one in force. Its predecessor stays for readers that hold its key's name.
CREATE TABLE certificate_versions (
  id          INTEGER PRIMARY KEY,
  certificate INTEGER NOT NULL REFERENCES managed_certificates (id),
  key_id      TEXT NOT NULL REFERENCES keys (id),
  chain       TEXT NOT NULL,               -- PEM, the leaf first and the root last
  issued_at   INTEGER NOT NULL
);
CREATE INDEX certificate_versions_newest ON certificate_versions (certificate, id DESC);

CREATE TABLE certificate_uses (
  certificate TEXT NOT NULL REFERENCES managed_certificates (arn),
  user        TEXT NOT NULL,               -- ARN of what refers to the certificate
  PRIMARY KEY (certificate, user)
) WITHOUT ROWID;
CREATE INDEX certificate_uses_by_user ON certificate_uses (user);
