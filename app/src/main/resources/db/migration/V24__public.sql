-- Public certificates: their names are proven before they are issued. Until then they have neither
-- version nor failure.

ALTER TABLE managed_certificates ADD COLUMN validation_method TEXT; -- DNS, EMAIL or HTTP; absent where it is not public, as the rest
ALTER TABLE managed_certificates ADD COLUMN exportable INTEGER NOT NULL DEFAULT 0;
ALTER TABLE managed_certificates ADD COLUMN managed_by TEXT;
ALTER TABLE managed_certificates ADD COLUMN proofs     TEXT; -- a line for each name

DROP INDEX managed_certificates_unread;
CREATE INDEX managed_certificates_unread ON managed_certificates (id)
  WHERE failure IS NULL AND serial IS NULL AND validation_method IS NULL;

-- All that a listing filters by.
DROP INDEX managed_certificates_listing;
DROP INDEX managed_certificates_by_key;
CREATE INDEX managed_certificates_listing ON managed_certificates
  (account, region, created_at DESC, arn, key_spec, failure, not_after, revoked_at, origin, key_usages, purposes, exportable, managed_by);
CREATE INDEX managed_certificates_by_key ON managed_certificates
  (account, region, key_spec, created_at DESC, arn, failure, not_after, revoked_at, origin, key_usages, purposes, exportable, managed_by);
