-- When an identity of a proxy was revoked, if it was; it is listed for a while after its end.
ALTER TABLE proxy_identities ADD COLUMN revoked_at BIGINT;
CREATE INDEX proxy_identities_of ON proxy_identities (resource);
CREATE INDEX proxy_identities_obtained_by ON proxy_identities (obtained_by);

-- Tokens older than their column uid are for any life of their resource; none lives longer than a day.
DELETE FROM join_tokens WHERE uid IS NULL;

-- A key that was replaced works until then; absent for the present one.
ALTER TABLE access_keys ADD COLUMN ends_at BIGINT;
