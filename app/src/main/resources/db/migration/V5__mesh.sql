-- Mesh resources of all kinds, what they refer to, and where registered nodes answer.

CREATE TABLE mesh_resources (
  id         INTEGER PRIMARY KEY,
  arn        TEXT NOT NULL UNIQUE,
  account    TEXT NOT NULL,
  region     TEXT NOT NULL,
  kind       TEXT NOT NULL,
  container  TEXT NOT NULL,                -- ARN of the mesh, router or gateway; a mesh has ''
  mesh       TEXT NOT NULL,                -- name of the mesh; a mesh has its own
  parent     TEXT NOT NULL,                -- name of the router or gateway; others have ''
  name       TEXT NOT NULL,
  spec       TEXT NOT NULL,                -- JSON as created, without unknown members
  version    INTEGER NOT NULL,
  uid        TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  tags       TEXT NOT NULL                 -- JSON object
);
CREATE UNIQUE INDEX mesh_resources_listing
  ON mesh_resources (account, region, kind, container, name);
CREATE INDEX mesh_resources_of_mesh ON mesh_resources (account, region, mesh);

-- What must not be deleted because something else names it.
CREATE TABLE mesh_references (
  source TEXT NOT NULL REFERENCES mesh_resources (arn),
  target TEXT NOT NULL REFERENCES mesh_resources (arn),
  PRIMARY KEY (source, target)
) WITHOUT ROWID;
CREATE INDEX mesh_references_by_target ON mesh_references (target);

-- Where a joined proxy of a node that is discovered by registration can be reached.
CREATE TABLE endpoints (
  node     TEXT NOT NULL,                  -- ARN of the virtual node
  proxy    TEXT NOT NULL,                  -- which of the node's proxies
  address  TEXT NOT NULL,                  -- IP address
  until    INTEGER,                        -- when it goes; absent while its stream is open
  PRIMARY KEY (node, proxy)
) WITHOUT ROWID;
