// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy;

import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.SignedClient;
import dev.signet.testkit.SignetExtension;
import dev.signet.testkit.calls.PrivateCaCalls.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A CA that a mesh trusts and that goes out of use is told wherever it is trusted. */
@SuppressWarnings("NullAway") // answers are whole
final class TrustedAuthorityTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-03-01T12:00:00Z");

  private SignedClient client;

  @BeforeEach
  void open() {
    client = signet.client("us-east-1");
  }

  @Test
  void isAFindingOfEachNodeThatTrustsIt() {
    String trusted = signet.pca().root("trusted", Kind.P256);
    String issuing = signet.pca().root("issuing", Kind.P256);
    signet.pca().permitManager(issuing);
    String certificate = signet.acm().privateCertificate("a.test", issuing);
    signet.mesh().mesh("shop");
    String http = "'portMapping':{'port':8080,'protocol':'http'}";
    signet
        .mesh()
        .node(
            "shop",
            "callee",
            "{'serviceDiscovery':{'dns':{'hostname':'a.test'}},'listeners':[{"
                + http
                + ",'tls':{'mode':'STRICT','certificate':{'acm':{'certificateArn':'"
                + certificate
                + "'}}}}]}",
            Map.of("signet:client-ca", trusted));
    signet.mesh().service("shop", "a.test", "callee");
    signet
        .mesh()
        .node(
            "shop",
            "caller",
            "{'backends':[{'virtualService':{'virtualServiceName':'a.test','clientPolicy':{'tls':{"
                + "'validation':{'trust':{'acm':{'certificateAuthorityArns':['"
                + trusted
                + "']}}}}}}}]}",
            Map.of());
    eventually("nothing is found", () -> found().isEmpty());

    pca("UpdateCertificateAuthority", trusted, Map.of("Status", "DISABLED"));
    eventually("both are found", () -> found().size() == 2);
    assertThat(found())
        .anyMatch(each -> each.contains("virtualNode/callee authority-not-active"))
        .anyMatch(each -> each.contains("virtualNode/caller authority-not-active"))
        .allMatch(each -> each.contains(trusted + ": it is DISABLED and issues nothing"));

    pca("DeleteCertificateAuthority", trusted, Map.of());
    eventually(
        "its end is told",
        () -> found().stream().allMatch(each -> each.contains("scheduled for deletion")));
    pca("RestoreCertificateAuthority", trusted, Map.of());
    pca("UpdateCertificateAuthority", trusted, Map.of("Status", "ACTIVE"));
    eventually("it is in use again", () -> found().isEmpty());

    pca("UpdateCertificateAuthority", issuing, Map.of("Status", "DISABLED"));
    assertThat(found()).as("nobody trusts this one").isEmpty();
  }

  private void pca(String operation, String authority, Map<String, Object> more) {
    Map<String, Object> input = new HashMap<>(more);
    input.put("CertificateAuthorityArn", authority);
    assertThat(client.privateCa(operation, input).status()).as(operation).isEqualTo(200);
  }

  private List<String> found() {
    List<String> all = new ArrayList<>();
    client
        .rest("signet", "GET", "/signet/v1/meshes/shop/findings", Map.of())
        .json()
        .path("findings")
        .forEach(each ->
            all.add(
                each.path("resourceArn").asText()
                    + " "
                    + each.path("code").asText()
                    + " "
                    + each.path("message").asText()));
    return all;
  }
}
