// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.ground.Ground;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Arn;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.kernel.Page;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.ledger.Change;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The App Mesh resources of all accounts, of all seven kinds alike. */
public final class MeshResources {
  private static final int MOST_MESHES = 1_000;
  private static final int MOST_IN_ONE_PLACE = 10_000;

  private final Ground ground;
  private final MeshCertificates certificates;

  /**
   * A resource as a caller wants it.
   *
   * @param tags of a new resource; an update has none and leaves them alone
   * @param token the client token that makes a repeat get the first answer
   */
  public record Put(ResourceName name, Spec spec, Tags tags, Optional<String> token) {}

  /**
   * Which resources to list.
   *
   * @param container the mesh, router or gateway; empty for meshes
   * @param after name that the page starts after; empty for the first page
   */
  public record Listing(
      ResourceKind kind, Optional<ResourceName> container, String after, int limit) {}

  public MeshResources(Ground ground, CertificateDirectory directory) {
    this.ground = ground;
    this.certificates = new MeshCertificates(directory);
  }

  /**
   * Creates a resource.
   *
   * @throws Refusal of kind EXISTS when the name is taken, NOT_FOUND when what holds it or what it
   *     refers to is missing, INVALID when a rule is broken, EXCEEDED beyond the quota
   */
  public MeshResource create(Caller caller, Put put) {
    MeshRules.check(put.spec());
    MeshTags.check(put.name().kind(), put.spec(), put.tags());
    return ground
        .store()
        .write(tx -> {
          Instant now = ground.now();
          return ClientTokens.once(
              tx,
              new ClientTokens.Attempt(caller, "Create", put),
              now,
              () -> insert(tx, caller, put, now));
        });
  }

  private MeshResource insert(Tx tx, Caller caller, Put put, Instant now) {
    ResourceName name = put.name();
    Home home = caller.home();
    MeshTables.Collection in = collection(tx, home, name.kind(), name.container());
    String arn = name.arn(home);
    if (MeshTables.find(tx, arn).isPresent()) {
      throw Refusal.exists(name + " exists: expected a name that is not taken");
    }
    int most = name.kind() == ResourceKind.MESH ? MOST_MESHES : MOST_IN_ONE_PLACE;
    if (MeshTables.count(tx, in) >= most) {
      throw Refusal.exceeded(name + ": expected at most " + most + " of its kind in one place");
    }
    Set<String> references = MeshReferences.require(tx, home, name, put.spec());
    certificates.require(tx, home, put.spec());
    certificates.require(tx, home, put.tags());
    MeshResource created =
        new MeshResource(
            name, arn, put.spec(), 1, ground.entropy().uuid().toString(), now, now, put.tags());
    MeshTables.insert(tx, in, created);
    MeshTables.replaceReferences(tx, arn, references);
    certificates.recordUses(tx, created);
    append(tx, caller, now, "mesh.created", arn);
    return created;
  }

  /** The resource as it stands, or a refusal of kind NOT_FOUND. */
  public MeshResource describe(Home home, ResourceName name) {
    return ground.store().read(tx -> MeshReferences.existing(tx, home, name));
  }

  /** Replaces the whole spec; the version grows even when the spec is the same. */
  public MeshResource update(Caller caller, Put put) {
    MeshRules.check(put.spec());
    return ground
        .store()
        .write(tx -> {
          Instant now = ground.now();
          return ClientTokens.once(
              tx,
              new ClientTokens.Attempt(caller, "Update", put),
              now,
              () -> replace(tx, caller, put, now));
        });
  }

  private MeshResource replace(Tx tx, Caller caller, Put put, Instant now) {
    MeshResource old = MeshReferences.existing(tx, caller.home(), put.name());
    MeshTags.check(put.name().kind(), put.spec(), old.tags());
    Set<String> references = MeshReferences.require(tx, caller.home(), put.name(), put.spec());
    certificates.require(tx, caller.home(), put.spec());
    MeshResource updated = old.updated(put.spec(), now);
    MeshDependents fitting = MeshDependents.before(tx, old, updated);
    MeshTables.update(tx, updated);
    fitting.require(tx);
    MeshTables.replaceReferences(tx, updated.arn(), references);
    certificates.recordUses(tx, updated);
    append(tx, caller, now, "mesh.updated", updated.arn());
    return updated;
  }

  /**
   * Deletes a resource and answers its last version, one more than the stored one.
   *
   * @throws Refusal of kind IN_USE while something is in it or refers to it
   */
  public MeshResource delete(Caller caller, ResourceName name) {
    return ground
        .store()
        .write(tx -> {
          MeshResource old = MeshReferences.existing(tx, caller.home(), name);
          DeletionOrder.require(tx, old);
          Instant now = ground.now();
          certificates.dropUses(tx, old);
          MeshTables.delete(tx, old.arn());
          append(tx, caller, now, "mesh.deleted", old.arn());
          return old.updated(old.spec(), now);
        });
  }

  /** One page of the resources of a kind, by name. */
  public Page<MeshResource> page(Home home, Listing listing) {
    return ground
        .store()
        .read(tx -> {
          MeshTables.Collection in = collection(tx, home, listing.kind(), listing.container());
          List<MeshResource> found = MeshTables.page(tx, in, listing.after(), listing.limit() + 1);
          return Page.cut(found, listing.limit(), resource -> resource.name().name());
        });
  }

  private static MeshTables.Collection collection(
      Tx tx, Home home, ResourceKind kind, Optional<ResourceName> container) {
    return new MeshTables.Collection(
        home,
        kind,
        container.map(holder -> MeshReferences.existing(tx, home, holder).arn()).orElse(""));
  }

  /**
   * Everything of one mesh, the mesh itself included, by ARN; nothing when there is no such mesh.
   */
  public static List<MeshResource> ofMesh(Tx tx, Home home, String mesh) {
    return MeshTables.ofMesh(tx, home, mesh);
  }

  /** The same, in a transaction of its own. */
  public List<MeshResource> ofMesh(Home home, String mesh) {
    return ground.store().read(tx -> ofMesh(tx, home, mesh));
  }

  /** The uid of the resource with this ARN; empty when there is none. */
  public static Optional<String> uid(Tx tx, String arn) {
    return MeshTables.find(tx, arn).map(MeshResource::uid);
  }

  /** The Regions in which an account has meshes. */
  public List<String> regions(AccountId account) {
    return ground.store().read(tx -> MeshTables.regions(tx, account));
  }

  /** The tags of the resource with this ARN. */
  public Tags tags(Home home, String arn) {
    return ground.store().read(tx -> named(tx, home, arn)).tags();
  }

  /** Puts tags over those of the resource with this ARN; its version stays. */
  public void tag(Caller caller, String arn, Tags added) {
    retag(caller, arn, added, tags -> tags.with(added));
  }

  /** Takes tags off the resource with this ARN; its version stays. */
  public void untag(Caller caller, String arn, List<String> keys) {
    retag(caller, arn, Tags.NONE, tags -> tags.without(keys));
  }

  private void retag(Caller caller, String arn, Tags added, UnaryOperator<Tags> change) {
    ground
        .store()
        .write(tx -> {
          MeshResource old = named(tx, caller.home(), arn);
          MeshResource tagged = old.tagged(change.apply(old.tags()));
          MeshTags.check(tagged.name().kind(), tagged.spec(), tagged.tags());
          certificates.require(tx, caller.home(), added);
          MeshTables.update(tx, tagged);
          certificates.recordUses(tx, tagged);
          append(tx, caller, ground.now(), "mesh.tagged", tagged.arn());
          return tagged;
        });
  }

  /** Looks an ARN up in both spellings of the service and with or without the mesh's owner. */
  private static MeshResource named(Tx tx, Home home, String text) {
    Arn arn =
        Arn.parse(text)
            .filter(it -> it.service().equals("appmesh") || it.service().equals("appmesh-preview"))
            .filter(it -> it.resource().startsWith("mesh/"))
            .orElseThrow(() ->
                Refusal.invalid("resourceArn '" + text + "': expected the ARN of a mesh resource"));
    String resource =
        arn.resource().replaceFirst("^(mesh/[^/@]+)@" + home.account() + "(?=/|$)", "$1");
    return Optional.of(home.arn("appmesh", resource))
        .filter(_ -> arn.isIn(home))
        .flatMap(own -> MeshTables.find(tx, own.toString()))
        .orElseThrow(() -> Refusal.notFound(text + " not found: expected a resource that exists"));
  }

  private void append(Tx tx, Caller caller, Instant at, String kind, String arn) {
    ground.ledger().append(tx, Change.by(caller, at, kind, arn));
  }
}
