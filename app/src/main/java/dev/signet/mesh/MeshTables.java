// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
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

  private MeshTables() {}

  /**
   * The resources of one kind in one place.
   *
   * @param container ARN of the mesh, router or gateway, empty for meshes
   */
  record Collection(Caller owner, ResourceKind kind, String container) {}

  static void insert(Tx tx, Collection in, MeshResource resource) {
    tx.handle()
        .createUpdate(
            "INSERT INTO mesh_resources (arn, account, region, kind, container, mesh, parent, name,"
                + " spec, version, uid, created_at, updated_at, tags) VALUES (:arn, :account,"
                + " :region, :kind, :container, :mesh, :parent, :name, :spec, :version, :uid,"
                + " :created, :updated, :tags)")
        .bind("arn", resource.arn())
        .bind("account", in.owner().account().value())
        .bind("region", in.owner().region().name())
        .bind("kind", in.kind().name())
        .bind("container", in.container())
        .bind("mesh", resource.name().mesh())
        .bind("parent", resource.name().parent())
        .bind("name", resource.name().name())
        .bind("spec", resource.spec().json())
        .bind("version", resource.version())
        .bind("uid", resource.uid())
        .bind("created", resource.createdAt().toEpochMilli())
        .bind("updated", resource.updatedAt().toEpochMilli())
        .bind("tags", TagText.of(resource.tags()))
        .execute();
  }

  static void update(Tx tx, MeshResource resource) {
    tx.handle()
        .createUpdate(
            "UPDATE mesh_resources SET spec = :spec, version = :version, updated_at = :updated,"
                + " tags = :tags WHERE arn = :arn")
        .bind("spec", resource.spec().json())
        .bind("version", resource.version())
        .bind("updated", resource.updatedAt().toEpochMilli())
        .bind("tags", TagText.of(resource.tags()))
        .bind("arn", resource.arn())
        .execute();
  }

  static void delete(Tx tx, String arn) {
    replaceReferences(tx, arn, Set.of());
    tx.handle()
        .createUpdate("DELETE FROM mesh_resources WHERE arn = :arn")
        .bind("arn", arn)
        .execute();
  }

  static Optional<MeshResource> find(Tx tx, String arn) {
    return tx.handle()
        .createQuery(SELECT + "WHERE arn = :arn")
        .bind("arn", arn)
        .map((row, context) -> resource(row))
        .findOne();
  }

  /** Resources by name, those after the given name; the empty name is before all. */
  static List<MeshResource> page(Tx tx, Collection in, String after, int limit) {
    return tx.handle()
        .createQuery(
            SELECT
                + "WHERE account = :account AND region = :region AND kind = :kind"
                + " AND container = :container AND name > :after ORDER BY name LIMIT :limit")
        .bind("account", in.owner().account().value())
        .bind("region", in.owner().region().name())
        .bind("kind", in.kind().name())
        .bind("container", in.container())
        .bind("after", after)
        .bind("limit", limit)
        .map((row, context) -> resource(row))
        .list();
  }

  /** The Regions in which an account has some. */
  static List<String> regions(Tx tx, AccountId account) {
    return tx.handle()
        .createQuery("SELECT DISTINCT region FROM mesh_resources WHERE account = :account")
        .bind("account", account.value())
        .mapTo(String.class)
        .list();
  }

  /** Everything of one mesh, the mesh itself included, by ARN. */
  static List<MeshResource> ofMesh(Tx tx, Caller owner, String mesh) {
    return tx.handle()
        .createQuery(
            SELECT + "WHERE account = :account AND region = :region AND mesh = :mesh ORDER BY arn")
        .bind("account", owner.account().value())
        .bind("region", owner.region().name())
        .bind("mesh", mesh)
        .map((row, context) -> resource(row))
        .list();
  }

  static int count(Tx tx, Collection in) {
    return tx.handle()
        .createQuery(
            "SELECT COUNT(*) FROM mesh_resources WHERE account = :account AND region = :region"
                + " AND kind = :kind AND container = :container")
        .bind("account", in.owner().account().value())
        .bind("region", in.owner().region().name())
        .bind("kind", in.kind().name())
        .bind("container", in.container())
        .mapTo(Integer.class)
        .one();
  }

  static void replaceReferences(Tx tx, String source, Set<String> targets) {
    tx.handle()
        .createUpdate("DELETE FROM mesh_references WHERE source = :source")
        .bind("source", source)
        .execute();
    for (String target : targets) {
      tx.handle()
          .createUpdate("INSERT INTO mesh_references (source, target) VALUES (:source, :target)")
          .bind("source", source)
          .bind("target", target)
          .execute();
    }
  }

  /** The names of the resources of a kind that refer to a target. */
  static List<String> referrers(Tx tx, String target, ResourceKind kind) {
    return tx.handle()
        .createQuery(
            "SELECT m.name FROM mesh_references r JOIN mesh_resources m ON m.arn = r.source"
                + " WHERE r.target = :target AND m.kind = :kind ORDER BY m.name")
        .bind("target", target)
        .bind("kind", kind.name())
        .mapTo(String.class)
        .list();
  }

  private static MeshResource resource(ResultSet row) throws SQLException {
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
