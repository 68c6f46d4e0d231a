// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.AccountId;
import dev.signet.kernel.Home;
import dev.signet.kernel.TagText;
import dev.signet.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rows of {@code mesh_resources} and {@code mesh_references}. */
final class MeshTables {
  private static final String SELECT =
      "SELECT arn, kind, mesh, parent, name, spec, version, uid, created_at, updated_at, tags"
          + " FROM mesh_resources ";
  private static final String IN_COLLECTION =
      "WHERE account = ? AND region = ? AND kind = ? AND container = ?";

  private MeshTables() {}

  /**
   * The resources of one kind in one place.
   *
   * @param container ARN of the mesh, router or gateway, empty for meshes
   */
  record Collection(Home home, ResourceKind kind, String container) {}

  static void insert(Tx tx, Collection in, MeshResource resource) {
    tx.update(
        "INSERT INTO mesh_resources (arn, account, region, kind, container, mesh, parent, name,"
            + " spec, version, uid, created_at, updated_at, tags)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        resource.arn(),
        in.home().account().value(),
        in.home().region().name(),
        in.kind().name(),
        in.container(),
        resource.name().mesh(),
        resource.name().parent(),
        resource.name().name(),
        resource.spec().json(),
        resource.version(),
        resource.uid(),
        resource.createdAt().toEpochMilli(),
        resource.updatedAt().toEpochMilli(),
        TagText.of(resource.tags()));
  }

  static void update(Tx tx, MeshResource resource) {
    tx.update(
        "UPDATE mesh_resources SET spec = ?, version = ?, updated_at = ?, tags = ? WHERE arn = ?",
        resource.spec().json(),
        resource.version(),
        resource.updatedAt().toEpochMilli(),
        TagText.of(resource.tags()),
        resource.arn());
  }

  static void delete(Tx tx, String arn) {
    replaceReferences(tx, arn, Set.of());
    tx.update("DELETE FROM mesh_resources WHERE arn = ?", arn);
  }

  static Optional<MeshResource> find(Tx tx, String arn) {
    return tx.first(SELECT + "WHERE arn = ?", MeshTables::resource, arn);
  }

  /** Resources by name, those after the given name; the empty name is before all. */
  static List<MeshResource> page(Tx tx, Collection in, String after, int limit) {
    return tx.list(
        SELECT + IN_COLLECTION + " AND name > ? ORDER BY name LIMIT ?",
        MeshTables::resource,
        in.home().account().value(),
        in.home().region().name(),
        in.kind().name(),
        in.container(),
        after,
        limit);
  }

  /** The Regions in which an account has some. */
  static List<String> regions(Tx tx, AccountId account) {
    return tx.list(
        "SELECT DISTINCT region FROM mesh_resources WHERE account = ?",
        row -> row.getString(1),
        account.value());
  }

  /** Everything of one mesh, the mesh itself included, by ARN. */
  static List<MeshResource> ofMesh(Tx tx, Home home, String mesh) {
    return tx.list(
        SELECT + "WHERE account = ? AND region = ? AND mesh = ? ORDER BY arn",
        MeshTables::resource,
        home.account().value(),
        home.region().name(),
        mesh);
  }

  static int count(Tx tx, Collection in) {
    return tx.first(
            "SELECT COUNT(*) FROM mesh_resources " + IN_COLLECTION,
            row -> row.getInt(1),
            in.home().account().value(),
            in.home().region().name(),
            in.kind().name(),
            in.container())
        .orElseThrow();
  }

  static void replaceReferences(Tx tx, String source, Set<String> targets) {
    tx.update("DELETE FROM mesh_references WHERE source = ?", source);
    for (String target : targets) {
      tx.update("INSERT INTO mesh_references (source, target) VALUES (?, ?)", source, target);
    }
  }

  /** The names of the resources of a kind that refer to a target. */
  static List<String> referrers(Tx tx, String target, ResourceKind kind) {
    return tx.list(
        "SELECT m.name FROM mesh_references r JOIN mesh_resources m ON m.arn = r.source"
            + " WHERE r.target = ? AND m.kind = ? ORDER BY m.name",
        row -> row.getString(1),
        target,
        kind.name());
  }

  /** The resources of a kind that refer to a target. */
  static List<MeshResource> referring(Tx tx, String target, ResourceKind kind) {
    return tx.list(
        SELECT + "JOIN mesh_references ON source = arn WHERE target = ? AND kind = ? ORDER BY arn",
        MeshTables::resource,
        target,
        kind.name());
  }

  /** All resources of one kind in one place, by name. */
  static List<MeshResource> all(Tx tx, Collection in) {
    return page(tx, in, "", Integer.MAX_VALUE);
  }

  /** A row that cannot be read is a fault of what is stored, whoever asks for it. */
  private static MeshResource resource(ResultSet row) throws SQLException {
    try {
      return read(row);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "what is stored of "
              + row.getString("arn")
              + " cannot be read: 'signet check' tells what else is wrong",
          e);
    }
  }

  private static MeshResource read(ResultSet row) throws SQLException {
    ResourceKind kind = ResourceKind.valueOf(row.getString("kind"));
    return new MeshResource(
        new ResourceName(
            kind, row.getString("mesh"), row.getString("parent"), row.getString("name")),
        row.getString("arn"),
        Spec.parse(kind, row.getString("spec")),
        row.getLong("version"),
        row.getString("uid"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("updated_at")),
        TagText.parse(row.getString("tags")));
  }
}
