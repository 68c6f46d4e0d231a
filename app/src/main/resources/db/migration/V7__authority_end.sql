-- When authorities end, whose a key is, and what DescribeCertificate repeats of a request.

CREATE INDEX authorities_ending ON authorities (restorable_until)
  WHERE restorable_until IS NOT NULL;

-- Destroying a key asks whether anything still refers to it.
CREATE INDEX authorities_key ON authorities (key_id);
CREATE INDEX certificate_versions_key ON certificate_versions (key_id);

ALTER TABLE managed_certificates
  ADD COLUMN transparency INTEGER NOT NULL DEFAULT 0; -- asked for; private ones are not logged
