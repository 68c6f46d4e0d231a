-- The names of managed certificates, one to a row, to find them without reading all.

CREATE TABLE certificate_names (
  name        TEXT NOT NULL,
  certificate INTEGER NOT NULL REFERENCES managed_certificates (id),
  PRIMARY KEY (name, certificate)
);
CREATE INDEX certificate_names_of ON certificate_names (certificate);

-- Takes the lists apart, letter by letter: what both databases can do.
INSERT INTO certificate_names (name, certificate)
WITH RECURSIVE step (certificate, name, rest) AS (
  SELECT id, '', names || ',' FROM managed_certificates WHERE names <> ''
  UNION ALL
  SELECT certificate,
         CASE WHEN substr(rest, 1, 1) = ',' THEN '' ELSE name || substr(rest, 1, 1) END,
         substr(rest, 2)
  FROM step WHERE rest <> ''
)
SELECT DISTINCT name, certificate FROM step WHERE substr(rest, 1, 1) = ',';

CREATE INDEX managed_certificates_by_common_name ON managed_certificates (LOWER(common_name));
