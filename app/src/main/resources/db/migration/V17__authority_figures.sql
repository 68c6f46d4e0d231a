-- When a CA certificate ends, so that looking at all of them parses none. The server fills it in for
-- those that were installed before, when it starts.
ALTER TABLE authority_certificates ADD COLUMN not_after BIGINT; -- seconds
CREATE INDEX authority_certificates_unread ON authority_certificates (id) WHERE not_after IS NULL;
