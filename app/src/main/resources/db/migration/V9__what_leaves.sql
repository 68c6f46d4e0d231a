-- Certificates that the internal root signs: a row each before it leaves.
CREATE TABLE proxy_identities (
  serial      TEXT NOT NULL PRIMARY KEY,
  der         BLOB NOT NULL,
  resource    TEXT NOT NULL,               -- ARN of the virtual node or gateway
  uid         TEXT NOT NULL,               -- of that resource: one made later under its name has another
  obtained_by TEXT NOT NULL,               -- ARN of the join token, or of the identity that it renews
  issued_at   BIGINT NOT NULL,
  not_after   BIGINT NOT NULL
);
CREATE TABLE server_certificates (
  serial    TEXT NOT NULL PRIMARY KEY,
  der       BLOB NOT NULL,
  issued_at BIGINT NOT NULL,
  not_after BIGINT NOT NULL
);

-- A token is for one life of its resource; those made before this column are for any.
ALTER TABLE join_tokens ADD COLUMN uid TEXT;
DELETE FROM join_tokens WHERE redeemed_at IS NOT NULL;

INSERT INTO timers (kind, subject, due, attempts)
  SELECT 'join-token.expiry', id, expires_at, 0 FROM join_tokens;
