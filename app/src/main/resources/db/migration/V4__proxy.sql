-- Who may become a proxy: one-time tokens, of which only a hash of the secret is kept.

CREATE TABLE join_tokens (
  id          TEXT PRIMARY KEY,
  secret_hash BLOB NOT NULL,               -- SHA-256; the secret has 256 random bits
  resource    TEXT NOT NULL,               -- ARN of the virtual node or gateway
  expires_at  INTEGER NOT NULL,
  redeemed_at INTEGER                      -- absent until used
) WITHOUT ROWID;
CREATE INDEX join_tokens_expiry ON join_tokens (expires_at);
