-- When authorities end, and what DescribeCertificate repeats of a request.

CREATE INDEX authorities_ending ON authorities (restorable_until)
  WHERE restorable_until IS NOT NULL;

ALTER TABLE managed_certificates
  ADD COLUMN transparency INTEGER NOT NULL DEFAULT 0; -- asked for; private ones are not logged
