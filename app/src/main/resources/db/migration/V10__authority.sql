-- The end of deleted authorities is a timer; a key that nothing names was left by a crash.

INSERT INTO timers (kind, subject, due, attempts)
  SELECT 'authority.removal', arn, restorable_until, 0 FROM authorities
  WHERE restorable_until IS NOT NULL;
DROP INDEX authorities_ending;

DELETE FROM keys
  WHERE NOT EXISTS (SELECT 1 FROM authorities a WHERE a.key_id = keys.id)
    AND NOT EXISTS (SELECT 1 FROM certificate_versions v WHERE v.key_id = keys.id)
    AND NOT EXISTS
      (SELECT 1 FROM settings s WHERE s.name = 'proxy-authority.key' AND s.value = keys.id);

-- The certificates that an authority issued last, and those under one of its own.
CREATE INDEX certificates_newest ON certificates (authority, id);
CREATE INDEX certificates_issued_under ON certificates (issued_under);
