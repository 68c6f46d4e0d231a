-- The octets of CRLs are blocks that editions share: one more revocation writes one of them anew.
CREATE TABLE crl_blocks (
  block  TEXT NOT NULL PRIMARY KEY,
  after  TEXT,                             -- of entries: the serial that they follow
  ends   BIGINT,                           -- of entries: when the first of their certificates does, in seconds
  octets BLOB NOT NULL
);
INSERT INTO crl_blocks (block, octets) SELECT edition || '/' || part, octets FROM crl_parts;
ALTER TABLE crl_parts RENAME TO old_parts;
CREATE TABLE crl_parts (
  edition TEXT NOT NULL,
  part    BIGINT NOT NULL,
  block   TEXT NOT NULL REFERENCES crl_blocks (block),
  PRIMARY KEY (edition, part)
);
INSERT INTO crl_parts (edition, part, block)
  SELECT edition, part, edition || '/' || part FROM old_parts;
DROP TABLE old_parts;
CREATE INDEX crl_parts_of ON crl_parts (block);
