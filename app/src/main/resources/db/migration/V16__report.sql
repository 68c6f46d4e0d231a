-- Audit reports that were written to buckets.
CREATE TABLE audit_reports (
  id         TEXT NOT NULL PRIMARY KEY,
  authority  INTEGER NOT NULL REFERENCES authorities (id),
  bucket     TEXT NOT NULL,
  object_key TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX audit_reports_of ON audit_reports (authority);
