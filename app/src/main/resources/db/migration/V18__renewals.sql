-- What a proxy may take counts for all of its certificates together.
ALTER TABLE proxy_identities ADD COLUMN joined_with TEXT; -- serial of the one that the proxy joined with
UPDATE proxy_identities SET joined_with = serial;
CREATE INDEX proxy_identities_joined_with ON proxy_identities (joined_with, issued_at);
