-- Certificates that were imported, and those that were taken back.

ALTER TABLE managed_certificates ADD COLUMN origin TEXT NOT NULL DEFAULT 'PRIVATE'; -- or IMPORTED: without authority
ALTER TABLE managed_certificates ADD COLUMN serial TEXT;              -- of the version in force, as listings show
ALTER TABLE managed_certificates ADD COLUMN common_name TEXT;
ALTER TABLE managed_certificates ADD COLUMN revoked_at BIGINT;
ALTER TABLE managed_certificates ADD COLUMN revocation_reason TEXT;
ALTER TABLE managed_certificates ADD COLUMN told_at BIGINT; -- that it ends, or has ended

-- What a home has said of itself.
CREATE TABLE certificate_accounts (
  account            TEXT NOT NULL,
  region             TEXT NOT NULL,
  days_before_expiry INTEGER NOT NULL,
  PRIMARY KEY (account, region)
);

CREATE INDEX managed_certificates_ends ON managed_certificates (not_after);
CREATE INDEX managed_certificates_issued ON managed_certificates (authority, serial);

DROP INDEX managed_certificates_unread;
CREATE INDEX managed_certificates_unread ON managed_certificates (id)
  WHERE failure IS NULL AND serial IS NULL;

-- All that a listing filters by.
DROP INDEX managed_certificates_listing;
DROP INDEX managed_certificates_by_key;
CREATE INDEX managed_certificates_listing ON managed_certificates
  (account, region, created_at DESC, arn, key_spec, failure, not_after, revoked_at, origin, key_usages, purposes);
CREATE INDEX managed_certificates_by_key ON managed_certificates
  (account, region, key_spec, created_at DESC, arn, failure, not_after, revoked_at, origin, key_usages, purposes);
