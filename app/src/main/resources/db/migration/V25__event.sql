-- Rules over events, their targets, and what is on its way to these.

CREATE TABLE event_rules (
  account     TEXT NOT NULL,
  region      TEXT NOT NULL,
  name        TEXT NOT NULL,
  pattern     TEXT NOT NULL,               -- as it was given
  enabled     INTEGER NOT NULL,
  description TEXT,
  role        TEXT,
  tags        TEXT NOT NULL,               -- JSON object
  PRIMARY KEY (account, region, name)
);

CREATE TABLE event_targets (
  account     TEXT NOT NULL,
  region      TEXT NOT NULL,
  rule        TEXT NOT NULL,
  id          TEXT NOT NULL,
  arn         TEXT NOT NULL,
  role        TEXT,
  input       TEXT,                        -- JSON that is sent in place of the event,
  input_path  TEXT,                        -- or which part of it is sent,
  template    TEXT,                        -- or what is made of parts of it
  paths       TEXT,                        -- JSON object: where these parts stand, by their names
  retries     INTEGER NOT NULL,
  age_seconds BIGINT NOT NULL,             -- how old an event becomes before it is given up
  PRIMARY KEY (account, region, rule, id),
  FOREIGN KEY (account, region, rule) REFERENCES event_rules (account, region, name)
);
CREATE INDEX event_targets_by_arn ON event_targets (account, region, arn);

CREATE TABLE event_deliveries (
  account     TEXT NOT NULL,
  region      TEXT NOT NULL,
  rule        TEXT NOT NULL,
  target      TEXT NOT NULL,
  event       TEXT NOT NULL,               -- its id
  content     TEXT NOT NULL,               -- the event, JSON
  queued_at   BIGINT NOT NULL,
  due         BIGINT,                      -- when it is tried next; absent once it is given up
  attempts    INTEGER NOT NULL,
  ended_at    BIGINT,                      -- when it was given up
  trouble     TEXT,                        -- why the last try failed
  PRIMARY KEY (account, region, rule, target, event)
);
CREATE INDEX event_deliveries_due ON event_deliveries (due);
CREATE INDEX event_deliveries_ended ON event_deliveries (account, region, ended_at);
