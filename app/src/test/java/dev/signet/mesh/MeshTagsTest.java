// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import static dev.signet.mesh.MeshScene.ARNS;
import static dev.signet.mesh.MeshScene.HTTP;
import static dev.signet.mesh.MeshScene.assertRefused;
import static dev.signet.mesh.MeshScene.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Refusal.Kind;
import dev.signet.kernel.SharedReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tags, and what those under {@code signet:} mean. */
final class MeshTagsTest {
  private static final String MESH = ARNS + "mesh/m";
  private static final String NODE = MESH + "/virtualNode/n";

  @RegisterExtension final MeshScene scene = new MeshScene();

  @BeforeEach
  void ground() {
    scene.ground();
  }

  @Test
  void tagsGoOnAndOffWithoutANewVersion() {
    JsonNode before = scene.describe("VirtualNode", "n");
    tag(NODE, "b", "1");
    tag(NODE, "a", "2");
    tag(NODE, "b", "3");
    assertThat(tags(NODE)).containsExactly("a=2", "b=3");
    scene.call("UntagResource", "{'resourceArn':'" + NODE + "','tagKeys':['a','none']}");
    assertThat(tags(NODE)).containsExactly("b=3");
    assertThat(scene.describe("VirtualNode", "n")).isEqualTo(before);
  }

  @Test
  void tagsOfCreateAreKeptByUpdate() {
    scene.call(
        "CreateVirtualNode",
        "{'meshName':'m','virtualNodeName':'x','spec':{},'tags':[{'key':'a','value':''}]}");
    scene.update("VirtualNode", "x", HTTP);
    assertThat(tags(MESH + "/virtualNode/x")).containsExactly("a=");
  }

  @Test
  void tagsAreListedInPages() {
    for (String key : List.of("c", "a", "b")) {
      tag(MESH, key, "");
    }
    String first = "{'resourceArn':'" + MESH + "','limit':2";
    JsonNode page = scene.call("ListTagsForResource", first + "}");
    assertThat(page.get("tags")).hasSize(2);
    String token = page.get("nextToken").asText();
    JsonNode last = scene.call("ListTagsForResource", first + ",'nextToken':'" + token + "'}");
    assertThat(last).isEqualTo(json("{'tags':[{'key':'c','value':''}]}"));
  }

  @Test
  void aResourceIsNamedInEverySpellingOfItsArn() {
    tag(NODE, "a", "1");
    assertThat(tags(NODE.replace(":appmesh:", ":appmesh-preview:"))).containsExactly("a=1");
    assertThat(tags(NODE.replace("mesh/m/", "mesh/m@000000000000/"))).containsExactly("a=1");
    assertRefused(() -> tags(NODE.replace("mesh/m/", "mesh/m@111111111111/")), Kind.NOT_FOUND);
    assertRefused(() -> tags(NODE + "x"), Kind.NOT_FOUND);
    assertRefused(() -> tags(NODE.replace("us-east-1", "eu-west-1")), Kind.NOT_FOUND);
    assertRefused(() -> tags("arn:aws:acm:us-east-1:000000000000:mesh/m"), Kind.INVALID);
    assertRefused(() -> tags("m"), Kind.INVALID);
  }

  @ParameterizedTest
  @CsvSource({"aws:a", "AWS:a", "a\\u0007", "a*"})
  void illegalKeysAreRefused(String key) {
    assertRefused(() -> tag(MESH, key, "1"), Kind.INVALID);
  }

  @Test
  void aKeyIsGivenOnce() {
    assertRefused(
        () ->
            scene.call(
                "TagResource",
                "{'resourceArn':'"
                    + MESH
                    + "','tags':[{'key':'a','value':'1'},{'key':'a','value':'2'}]}"),
        Kind.INVALID);
  }

  @Test
  void thereAreAtMostFiftyTags() {
    for (int i = 0; i < 50; i++) {
      tag(MESH, "k" + i, "");
    }
    assertRefused(() -> tag(MESH, "one-more", ""), Kind.EXCEEDED)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(SharedReason.TOO_MANY_TAGS));
    tag(MESH, "k0", "again");
  }

  @ParameterizedTest
  @CsvSource({
    "mesh/m/virtualNode/n, signet:unknown, x",
    "mesh/m/virtualNode/n, Signet:client-ca, x",
    "mesh/m/virtualNode/n, signet:tls-min, 1.3",
    "mesh/m/virtualNode/n, signet:revocation, chain",
    "mesh/m/virtualNode/n, signet:client-ca.1, x",
    "mesh/m/virtualNode/n, signet:client-ca.x, x",
    "mesh/m/virtualNode/n, signet:client-cert, x",
    "mesh/m/virtualNode/n, signet:client-ca, x",
    "mesh/m/virtualNode/n, signet:cloudmap-names, ignore",
    "mesh/m, signet:cloudmap-names, yes",
    "mesh/m/virtualNode/n, signet:requests-per-connection, 0",
    "mesh/m/virtualNode/n, signet:requests-per-connection, many",
    "mesh/m, signet:requests-per-connection, 1",
    "mesh/m/virtualGateway/g, signet:requests-per-connection, 1",
  })
  void aTagThatWouldHaveNoEffectIsRefused(String resource, String key, String value) {
    assertRefused(() -> tag(ARNS + resource, key, value), Kind.INVALID);
    assertThat(tags(ARNS + resource)).isEmpty();
  }

  @Test
  void certificateTagsStandOnlyWhereThereIsAProxy() {
    String certificate = scene.certificates.certificate("1", "ISSUED");
    String authority = scene.certificates.authority("1");
    assertRefused(() -> tag(MESH, "signet:client-cert", certificate), Kind.INVALID);
    assertRefused(
        () -> tag(MESH + "/virtualRouter/r", "signet:client-ca", authority), Kind.INVALID);
    tag(MESH + "/virtualGateway/g", "signet:client-cert", certificate);
    tag(MESH + "/virtualGateway/g", "signet:client-ca", authority);
    tag(MESH + "/virtualGateway/g", "signet:client-ca.2", authority);
  }

  @Test
  void plainTagsWithEffectAreTaken() {
    tag(MESH, "signet:cloudmap-names", "ignore");
    tag(NODE, "signet:requests-per-connection", "1");
    assertThat(tags(NODE)).containsExactly("signet:requests-per-connection=1");
  }

  @ParameterizedTest
  @CsvSource({"FAILED", "EXPIRED"})
  void aClientCertificateIsInForceWhenItIsNamed(String status) {
    String bad = scene.certificates.certificate("bad", status);
    assertRefused(() -> tag(NODE, "signet:client-cert", bad), Kind.INVALID)
        .hasMessageContaining("is " + status);
    assertRefused(() -> tag(NODE, "signet:client-cert", bad + "x"), Kind.INVALID)
        .hasMessageContaining("is missing");
    assertRefused(
        () ->
            scene.call(
                "CreateVirtualNode",
                "{'meshName':'m','virtualNodeName':'x','spec':{},'tags':"
                    + "[{'key':'signet:client-cert','value':'"
                    + bad
                    + "'}]}"),
        Kind.INVALID);
  }

  @Test
  void anExpiredClientCertificateDoesNotStopOtherChanges() {
    String certificate = scene.certificates.certificate("1", "ISSUED");
    tag(NODE, "signet:client-cert", certificate);
    scene.certificates.statuses.put(certificate, "EXPIRED");
    tag(NODE, "a", "1");
    scene.update("VirtualNode", "n", HTTP);
  }

  @Test
  void aCertificateIsInUseWhileATagNamesIt() {
    String certificate = scene.certificates.certificate("1", "ISSUED");
    tag(NODE, "signet:client-cert", certificate);
    scene.update("VirtualNode", "n", HTTP);
    assertThat(scene.certificates.uses).containsEntry(NODE, Set.of(certificate));
    scene.call("UntagResource", "{'resourceArn':'" + NODE + "','tagKeys':['signet:client-cert']}");
    assertThat(scene.certificates.uses).containsEntry(NODE, Set.of());
  }

  @Test
  void clientsAreTrustedByTagOrBySpecButNotBoth() {
    String authority = scene.certificates.authority("1");
    String validating =
        HTTP.replace(
            "'protocol':'http'}",
            "'protocol':'http'},'tls':{'mode':'STRICT','certificate':{'sds':{'secretName':'a'}},"
                + "'validation':{'trust':{'sds':{'secretName':'b'}}}}");
    tag(NODE, "signet:client-ca", authority);
    assertRefused(() -> scene.update("VirtualNode", "n", validating), Kind.INVALID);
    scene.call("UntagResource", "{'resourceArn':'" + NODE + "','tagKeys':['signet:client-ca']}");
    scene.update("VirtualNode", "n", validating);
    assertRefused(() -> tag(NODE, "signet:client-ca.2", authority), Kind.INVALID);
  }

  private void tag(String arn, String key, String value) {
    scene.call(
        "TagResource",
        "{'resourceArn':'" + arn + "','tags':[{'key':'" + key + "','value':'" + value + "'}]}");
  }

  private List<String> tags(String arn) {
    List<String> found = new ArrayList<>();
    scene
        .call("ListTagsForResource", "{'resourceArn':'" + arn + "'}")
        .get("tags")
        .forEach(tag -> found.add(tag.get("key").asText() + "=" + tag.get("value").asText()));
    return found;
  }
}
