-- What an authority revoked last is shown without sorting all that it ever revoked.
CREATE INDEX revocations_newest ON revocations (authority, seq);
