// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.simulation;

import dev.signet.authority.CaScene;
import dev.signet.authority.PrivateCa;
import dev.signet.certificate.CertificateManager;
import dev.signet.certificate.PublicProfile;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Entropy;
import dev.signet.mesh.Meshes;
import dev.signet.mesh.OwnCertificates;
import dev.signet.pki.cert.Certificate;
import dev.signet.proxy.ProxyResource;
import dev.signet.proxy.identity.JoinTokens;
import dev.signet.proxy.identity.ProxyIdentities;
import dev.signet.proxy.stream.ProxyIdentity;
import dev.signet.store.Store;
import dev.signet.testkit.Grounds;
import dev.signet.trust.InternalRoot;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.codec.Json;
import dev.signet.wire.codec.Operation;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acm.DeleteCertificateRequest;
import dev.signet.wire.generated.acm.KeyAlgorithm;
import dev.signet.wire.generated.acm.RenewCertificateRequest;
import dev.signet.wire.generated.acm.RequestCertificateRequest;
import dev.signet.wire.generated.appmesh.AppMesh;
import dev.signet.wire.generated.appmesh.CreateMeshInput;
import dev.signet.wire.generated.appmesh.CreateVirtualNodeInput;
import dev.signet.wire.generated.appmesh.DeleteVirtualNodeInput;
import dev.signet.wire.generated.appmesh.VirtualNodeSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** All rooms over one store, spoken to by their typed APIs as the administrator. */
@SuppressWarnings("NullAway") // answers are whole
final class World implements AutoCloseable {
  static final Caller CALLER = CaScene.CALLER;
  static final String NODE = "arn:aws:appmesh:us-east-1:000000000000:mesh/m/virtualNode/n";

  final Ground ground;
  final CaScene ca;
  private final CertificateManager manager;
  private final Meshes meshes;
  private final JoinTokens tokens;
  private final ProxyIdentities identities;

  World(Store store, Path folder, InstantSource clock, Entropy entropy) {
    ground = Grounds.over(store, folder, clock, entropy);
    PrivateCa room = PrivateCa.open(ground, Grounds.noBuckets(), () -> "http://status.test");
    ca = new CaScene(room);
    manager = CertificateManager.open(ground, room, PublicProfile.USUAL);
    meshes = Meshes.open(ground, new OwnCertificates(manager, room.authorities()));
    InternalRoot root = InternalRoot.open(ground);
    tokens = new JoinTokens(ground, root);
    identities = new ProxyIdentities(ground, root, tokens);
  }

  private static <I, O> O call(Bindings<Caller> bindings, Operation<I, O> operation, I input) {
    return bindings.find(operation).orElseThrow().answer(CALLER, input);
  }

  String request(String authority, String name, String token) {
    return call(
            manager.api().signed(),
            Acm.REQUEST_CERTIFICATE,
            RequestCertificateRequest.of(name)
                .withCertificateAuthorityArn(authority)
                .withKeyAlgorithm(KeyAlgorithm.EC_PRIME256V1)
                .withIdempotencyToken(token))
        .certificateArn();
  }

  void renew(String certificate) {
    call(manager.api().signed(), Acm.RENEW_CERTIFICATE, new RenewCertificateRequest(certificate));
  }

  void deleteCertificate(String certificate) {
    call(manager.api().signed(), Acm.DELETE_CERTIFICATE, new DeleteCertificateRequest(certificate));
  }

  void createMesh() {
    call(meshes.api().signed(), AppMesh.CREATE_MESH, CreateMeshInput.of("m"));
  }

  void createNode(String name, String certificate) {
    String spec =
        "{\"listeners\":[{\"portMapping\":{\"port\":80,\"protocol\":\"http\"},\"tls\":{\"mode\":"
            + "\"STRICT\",\"certificate\":{\"acm\":{\"certificateArn\":\""
            + certificate
            + "\"}}}}]}";
    call(
        meshes.api().signed(),
        AppMesh.CREATE_VIRTUAL_NODE,
        CreateVirtualNodeInput.of(
            "m", Json.read(VirtualNodeSpec.SHAPE, spec.getBytes(StandardCharsets.UTF_8)), name));
  }

  void deleteNode(String name) {
    call(meshes.api().signed(), AppMesh.DELETE_VIRTUAL_NODE, DeleteVirtualNodeInput.of("m", name));
  }

  ProxyIdentity join() {
    ProxyResource node = ProxyResource.of(NODE);
    String token = tokens.create(CALLER, node, JoinTokens.DEFAULT_LIFE).text();
    return known(identities.join(token, csr()));
  }

  void renewIdentity(ProxyIdentity present) {
    known(identities.renew(present, csr()));
  }

  private ProxyIdentity known(Certificate certificate) {
    return identities.authenticate(List.of(certificate.toX509()));
  }

  private String csr() {
    return Grounds.certificateRequest(ground);
  }

  @Override
  public void close() {
    meshes.close();
    manager.close();
    ground.memories().close();
  }
}
