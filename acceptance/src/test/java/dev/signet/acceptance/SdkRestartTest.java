// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;

/** What a server knew is there when another starts on its folder. */
@Tag("acceptance")
final class SdkRestartTest {
  @RegisterExtension static final Program program = new Program();

  private static final String REGION = "us-east-1";

  @Test
  void everythingIsThereAfterARestart() throws Exception {
    Clients before = program.clients(REGION);
    String key = before.caller().resolveCredentials().accessKeyId();
    String root = Roots.active(before.privateCa());
    String certificate =
        before
            .certificates()
            .requestCertificate(request ->
                request
                    .certificateAuthorityArn(root)
                    .domainName("kept.example.com")
                    .keyAlgorithm(KeyAlgorithm.EC_PRIME256_V1)
                    .tags(
                        software.amazon.awssdk.services.acm.model.Tag.builder()
                            .key("kept")
                            .value("too")
                            .build()))
            .certificateArn();
    MeshScene scene = new MeshScene(before.mesh(), "kept").ground();
    scene.createRoute();
    scene.createService("s");
    scene.createGateway();
    scene.createGatewayRoute();
    List<Object> known = known(before, root, certificate);

    program.restart();

    Clients after = program.clients(REGION); // its port may be another
    assertThat(after.caller().resolveCredentials().accessKeyId()).isEqualTo(key);
    assertThat(known(after, root, certificate)).isEqualTo(known);
    var csr = Pems.request(Pems.newKey(), "CN=later.example.com");
    String later = Roots.issue(after.privateCa(), root, csr, "EndEntityCertificate/V1", 1);
    var issued = Roots.get(after.privateCa(), root, later);
    Pems.requireChain(
        Pems.certificate(issued.certificate()), Pems.certificate(issued.certificateChain()));
  }

  private static List<Object> known(Clients clients, String root, String certificate) {
    var privateCa = clients.privateCa();
    var certificates = clients.certificates();
    var mesh = clients.mesh();
    return List.of(
        privateCa
            .describeCertificateAuthority(r -> r.certificateAuthorityArn(root))
            .certificateAuthority(),
        certificates.describeCertificate(r -> r.certificateArn(certificate)).certificate(),
        certificates.getCertificate(r -> r.certificateArn(certificate)).certificate(),
        certificates.listTagsForCertificate(r -> r.certificateArn(certificate)).tags(),
        mesh.listMeshesPaginator().meshes().stream().toList(),
        mesh.describeVirtualNode(r -> r.meshName("kept").virtualNodeName("n")).virtualNode(),
        mesh.describeVirtualRouter(r -> r.meshName("kept").virtualRouterName("r")).virtualRouter(),
        mesh.describeRoute(r -> r.meshName("kept").virtualRouterName("r").routeName("x")).route(),
        mesh.describeVirtualService(r -> r.meshName("kept").virtualServiceName("s"))
            .virtualService(),
        mesh.describeVirtualGateway(r -> r.meshName("kept").virtualGatewayName("g"))
            .virtualGateway(),
        mesh.describeGatewayRoute(
                r -> r.meshName("kept").virtualGatewayName("g").gatewayRouteName("y"))
            .gatewayRoute());
  }
}
