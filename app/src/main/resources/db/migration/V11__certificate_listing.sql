-- What a listing of certificates shows and filters by, so that it reads no chain. The server fills
-- it in for certificates that were issued before, when it starts.

ALTER TABLE managed_certificates ADD COLUMN issued_at  BIGINT; -- of the version in force, as all of these
ALTER TABLE managed_certificates ADD COLUMN not_before BIGINT;
ALTER TABLE managed_certificates ADD COLUMN not_after  BIGINT;
ALTER TABLE managed_certificates ADD COLUMN key_usages INTEGER; -- a bit each
ALTER TABLE managed_certificates ADD COLUMN purposes   INTEGER; -- a bit each

CREATE INDEX managed_certificates_unread ON managed_certificates (id)
  WHERE failure IS NULL AND not_after IS NULL;

-- Both hold all that a listing filters by, so that it looks at no row that it does not show; the
-- usual listing is of one kind of key.
DROP INDEX managed_certificates_listing;
CREATE INDEX managed_certificates_listing ON managed_certificates
  (account, region, created_at DESC, arn, key_spec, failure, not_after, key_usages, purposes);
CREATE INDEX managed_certificates_by_key ON managed_certificates
  (account, region, key_spec, created_at DESC, arn, failure, not_after, key_usages, purposes);
