-- What has to be done later; a row is written in the transaction of the fact that needs it.
CREATE TABLE timers (
  kind     TEXT NOT NULL,
  subject  TEXT NOT NULL,
  due      BIGINT NOT NULL,
  attempts INTEGER NOT NULL,
  PRIMARY KEY (kind, subject)
);
CREATE INDEX timers_due ON timers (due);

-- Followers pass over the one kind that comes with every certificate.
CREATE INDEX changes_followed ON changes (seq) WHERE kind <> 'certificate.signed';
ALTER TABLE changes DROP COLUMN details;

-- "user" is a reserved word of PostgreSQL: unquoted it means the session's user.
ALTER TABLE certificate_uses RENAME COLUMN user TO used_by;
