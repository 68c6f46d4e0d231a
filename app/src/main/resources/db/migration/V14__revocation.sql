-- What authorities tell of the certificates that count no more.

-- RevocationConfiguration; without a row both parts are disabled.
CREATE TABLE authority_revocation (
  authority       INTEGER NOT NULL PRIMARY KEY REFERENCES authorities (id),
  crl_days        BIGINT,                  -- ExpirationInDays; absent while CRLs are disabled
  crl_host        TEXT,                    -- CustomCname
  crl_bucket      TEXT,
  crl_everybody   BIGINT NOT NULL,         -- 1: everybody may read it in the bucket
  crl_omitted     BIGINT NOT NULL,         -- 1: certificates do not say where the CRL is
  crl_partitioned BIGINT NOT NULL,         -- 1: certificates name a part of the list
  crl_path        TEXT,                    -- CustomPath
  ocsp            BIGINT NOT NULL,         -- 1 while OCSP is enabled
  ocsp_host       TEXT                     -- OcspCustomCname
);

-- One row for each certificate that was revoked, never changed; in the order in which CRLs list them,
-- so that a long one is read from one end to the other.
CREATE TABLE revocations (
  authority  INTEGER NOT NULL REFERENCES authorities (id),
  serial     TEXT NOT NULL,
  seq        BIGINT NOT NULL,              -- of all of them
  reason     TEXT NOT NULL,
  revoked_at BIGINT NOT NULL,
  not_after  BIGINT NOT NULL,              -- of the certificate, in seconds
  shard      BIGINT NOT NULL,              -- which partition of a CRL lists it
  entry      BLOB NOT NULL,                -- DER of its line in a CRL
  PRIMARY KEY (authority, serial)
) WITHOUT ROWID;
CREATE UNIQUE INDEX revocations_seq ON revocations (seq);
CREATE INDEX revocations_of_shard ON revocations (authority, shard, serial);

-- The newest CRL of each path. Its octets are parts in order.
CREATE TABLE crls (
  path        TEXT NOT NULL PRIMARY KEY,   -- below the status port, and the key in a bucket
  authority   INTEGER NOT NULL REFERENCES authorities (id),
  shard       BIGINT,                      -- which partition it is; absent for the complete list
  uri         TEXT,                        -- of a partition, as certificates name it
  edition     TEXT NOT NULL,               -- whose parts
  number      BIGINT NOT NULL,
  this_update BIGINT NOT NULL,             -- seconds
  next_update BIGINT NOT NULL,             -- seconds
  made_at     BIGINT NOT NULL,
  covers      BIGINT NOT NULL,             -- newest of revocations.seq that it knows
  newest      BIGINT NOT NULL,             -- newest that it should know
  octets      BIGINT NOT NULL,
  digest      TEXT NOT NULL                -- SHA-256
);
CREATE INDEX crls_of ON crls (authority);
-- Editions beside the newest: of which a client may still read, or which are being made.
CREATE TABLE crl_editions (
  edition TEXT NOT NULL PRIMARY KEY,
  path    TEXT NOT NULL,
  octets  BIGINT NOT NULL,                 -- 0 while it is being made
  since   BIGINT NOT NULL
);
CREATE INDEX crl_editions_of ON crl_editions (path);
CREATE TABLE crl_parts (
  edition TEXT NOT NULL,
  part    BIGINT NOT NULL,
  octets  BLOB NOT NULL,
  PRIMARY KEY (edition, part)
);

-- Hashes of an authority's key, under which OCSP asks for it; since it had OCSP first.
CREATE TABLE ocsp_issuers (
  key_hash  TEXT NOT NULL PRIMARY KEY,     -- SHA-1 or SHA-2, hexadecimal
  authority INTEGER NOT NULL REFERENCES authorities (id)
);

-- Who signs an authority's OCSP answers.
CREATE TABLE ocsp_signers (
  authority INTEGER NOT NULL PRIMARY KEY REFERENCES authorities (id),
  installed INTEGER NOT NULL,              -- row of authority_certificates that it was made under
  key_id    TEXT NOT NULL REFERENCES keys (id),
  der       BLOB NOT NULL
);

-- What an authority's owner allows others; stored and validated, weighed when accounts share.
CREATE TABLE authority_policies (
  authority INTEGER NOT NULL PRIMARY KEY REFERENCES authorities (id),
  document  TEXT NOT NULL                  -- as it was given
);
