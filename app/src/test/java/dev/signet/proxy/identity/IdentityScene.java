// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.mesh.CertificateDirectory;
import dev.signet.mesh.MeshResources;
import dev.signet.mesh.ResourceKind;
import dev.signet.mesh.ResourceName;
import dev.signet.mesh.Spec;
import dev.signet.mesh.view.MeshView;
import dev.signet.pki.cert.Certificate;
import dev.signet.proxy.ProxyResource;
import dev.signet.proxy.stream.ProxyIdentity;
import dev.signet.store.Tx;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import dev.signet.trust.InternalRoot;
import dev.signet.wire.generated.appmesh.MeshSpec;
import dev.signet.wire.generated.appmesh.VirtualNodeSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A mesh with a node whose proxies join. */
final class IdentityScene implements AutoCloseable {
  static final ProxyResource NODE =
      ProxyResource.of("arn:aws:appmesh:eu-central-1:000000000000:mesh/shop/virtualNode/orders");
  static final Caller ADMIN = Caller.in(NODE.home(), "arn:aws:iam::000000000000:user/admin");

  final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  private final Path folder;
  private Grounds grounds;
  Ground ground;
  InternalRoot root;
  JoinTokens tokens;
  ProxyIdentities identities;
  IdentityRegister register;
  private MeshResources meshes;

  IdentityScene(Path folder) {
    this.folder = folder;
    open();
    create(ResourceName.mesh("shop"), new Spec.Mesh(MeshSpec.of()));
    createNode();
  }

  private void open() {
    grounds = Grounds.open(folder, clock, new SeededEntropy(7));
    ground = grounds.ground();
    root = InternalRoot.open(ground);
    tokens = new JoinTokens(ground, root);
    identities = new ProxyIdentities(ground, root, tokens);
    register = new IdentityRegister(ground, tokens);
    meshes = new MeshResources(ground, new NoCertificates());
  }

  void restart() {
    grounds.close();
    open();
  }

  @Override
  public void close() {
    grounds.close();
  }

  void createNode() {
    create(node(), new Spec.Node(VirtualNodeSpec.of()));
  }

  void deleteNode() {
    meshes.delete(ADMIN, node());
  }

  private static ResourceName node() {
    return ResourceName.inMesh(ResourceKind.VIRTUAL_NODE, "shop", "orders");
  }

  private void create(ResourceName name, Spec spec) {
    meshes.create(ADMIN, new MeshResources.Put(name, spec, Tags.NONE, Optional.empty()));
  }

  IssuedToken token() {
    return tokens.create(ADMIN, NODE, JoinTokens.DEFAULT_LIFE);
  }

  /** A proxy that has just joined. */
  ProxyIdentity joined() {
    return authenticate(identities.join(token().text(), csr()));
  }

  ProxyIdentity renewed(ProxyIdentity present) {
    return authenticate(identities.renew(present, csr()));
  }

  ProxyIdentity authenticate(Certificate certificate) {
    return identities.authenticate(List.of(certificate.toX509()));
  }

  List<String> changes() {
    return ground.ledger().after(ground.store(), 0, 1000).stream()
        .map(entry -> entry.change().kind())
        .filter(kind -> kind.startsWith("proxy.") || kind.startsWith("trust."))
        .toList();
  }

  String csr() {
    return Grounds.certificateRequest(ground);
  }

  static void assertDenied(Runnable attempt) {
    assertRefused(Refusal.Kind.DENIED, attempt);
  }

  static void assertRefused(Refusal.Kind kind, Runnable attempt) {
    assertThatThrownBy(attempt::run)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind));
  }

  /** Nothing here speaks TLS. */
  private static final class NoCertificates implements CertificateDirectory {
    @Override
    public Optional<String> statusOf(Tx tx, String certificateArn) {
      return Optional.empty();
    }

    @Override
    public void replaceUses(Tx tx, String userArn, Set<String> certificateArns) {}

    @Override
    public Optional<MeshView.CertificateFacts> deliverable(Tx tx, String certificateArn) {
      return Optional.empty();
    }

    @Override
    public Optional<MeshView.AuthorityFacts> authority(Tx tx, String authorityArn) {
      return Optional.empty();
    }

    @Override
    public boolean authorityExists(Tx tx, String authorityArn) {
      return false;
    }
  }
}
