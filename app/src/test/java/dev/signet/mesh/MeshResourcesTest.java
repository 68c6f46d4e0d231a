// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import static dev.signet.mesh.MeshScene.ARNS;
import static dev.signet.mesh.MeshScene.CALLER;
import static dev.signet.mesh.MeshScene.GATEWAY_ROUTE;
import static dev.signet.mesh.MeshScene.HTTP;
import static dev.signet.mesh.MeshScene.NODE_PROVIDER;
import static dev.signet.mesh.MeshScene.ROUTE;
import static dev.signet.mesh.MeshScene.assertRefused;
import static dev.signet.mesh.MeshScene.json;
import static dev.signet.mesh.MeshScene.naming;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal.Kind;
import dev.signet.kernel.Region;
import dev.signet.store.Unrecorded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all kinds of resources promise alike. */
final class MeshResourcesTest {
  @RegisterExtension final MeshScene scene = new MeshScene();

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of("VirtualNode", "x", HTTP, "mesh/m/virtualNode/x"),
        Arguments.of("VirtualRouter", "x", HTTP, "mesh/m/virtualRouter/x"),
        Arguments.of("VirtualGateway", "x", HTTP, "mesh/m/virtualGateway/x"),
        Arguments.of("VirtualService", "x.local", NODE_PROVIDER, "mesh/m/virtualService/x.local"),
        Arguments.of("Route", "x", ROUTE, "mesh/m/virtualRouter/r/route/x"),
        Arguments.of("GatewayRoute", "x", GATEWAY_ROUTE, "mesh/m/virtualGateway/g/gatewayRoute/x"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKindLivesFromCreateToDelete(String kind, String name, String spec, String path) {
    groundWithService();
    JsonNode created = scene.create(kind, name, spec);
    assertThat(created.at("/metadata/arn").asText()).isEqualTo(ARNS + path);
    assertThat(created.at("/metadata/version").asLong()).isEqualTo(1);
    assertThat(created.at("/metadata/uid").asText()).hasSize(36);
    assertThat(created.at("/metadata/meshOwner").asText()).isEqualTo("000000000000");
    assertThat(created.at("/metadata/resourceOwner").asText()).isEqualTo("000000000000");
    assertThat(created.at("/metadata/createdAt")).isEqualTo(created.at("/metadata/lastUpdatedAt"));
    assertThat(created.at("/status/status").asText()).isEqualTo("ACTIVE");
    assertThat(created.get("spec")).isEqualTo(json(spec));
    json("{" + naming(kind, name) + "}")
        .properties()
        .forEach(named -> assertThat(created.get(named.getKey())).isEqualTo(named.getValue()));
    assertThat(scene.describe(kind, name)).isEqualTo(created);

    scene.clock.advance(Duration.ofMillis(1500));
    JsonNode updated = scene.update(kind, name, spec);
    assertThat(updated.at("/metadata/version").asLong()).isEqualTo(2);
    assertThat(updated.at("/metadata/uid")).isEqualTo(created.at("/metadata/uid"));
    assertThat(updated.at("/metadata/createdAt")).isEqualTo(created.at("/metadata/createdAt"));
    assertThat(updated.at("/metadata/lastUpdatedAt").decimalValue())
        .isEqualByComparingTo("1767225601.5");
    assertThat(scene.describe(kind, name)).isEqualTo(updated);

    JsonNode deleted = scene.delete(kind, name);
    assertThat(deleted.at("/metadata/version").asLong()).isEqualTo(3);
    assertThat(deleted.at("/status/status").asText()).isEqualTo("DELETED");
    assertRefused(() -> scene.describe(kind, name), Kind.NOT_FOUND);
    assertRefused(() -> scene.update(kind, name, spec), Kind.NOT_FOUND);
    assertRefused(() -> scene.delete(kind, name), Kind.NOT_FOUND);
    assertThat(scene.create(kind, name, spec).at("/metadata/uid"))
        .isNotEqualTo(created.at("/metadata/uid"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aTakenNameIsRefused(String kind, String name, String spec) {
    groundWithService();
    scene.create(kind, name, spec);
    assertRefused(() -> scene.create(kind, name, spec), Kind.EXISTS);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aListingShowsWhatIsThere(String kind, String name, String spec, String path) {
    groundWithService();
    scene.create(kind, name, spec);
    scene.clock.advance(Duration.ofSeconds(1));
    JsonNode made = scene.update(kind, name, spec);
    JsonNode answer = scene.call("List" + kind + "s", "{" + naming(kind, name) + "}");
    List<JsonNode> found = new ArrayList<>();
    answer.elements().next().forEach(found::add);
    JsonNode listed =
        found.stream()
            .filter(each -> each.get("arn").asText().equals(ARNS + path))
            .findFirst()
            .orElseThrow();
    JsonNode metadata = made.get("metadata");
    for (String member : List.of("version", "createdAt", "lastUpdatedAt", "meshOwner")) {
      assertThat(listed.get(member)).isEqualTo(metadata.get(member));
    }
    assertThat(listed.get("resourceOwner").asText()).isEqualTo("000000000000");
    json("{" + naming(kind, name) + "}")
        .properties()
        .forEach(named -> assertThat(listed.get(named.getKey())).isEqualTo(named.getValue()));
    assertThat(answer.has("nextToken")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void withoutItsMeshNothingIsFound(String kind, String name, String spec) {
    assertRefused(() -> scene.create(kind, name, spec), Kind.NOT_FOUND);
    assertRefused(
        () -> scene.call("List" + kind + "s", "{" + naming(kind, name) + "}"), Kind.NOT_FOUND);
  }

  @Test
  void aMeshWithoutSpecShowsAnEmptyOne() {
    JsonNode mesh = scene.call("CreateMesh", "{'meshName':'m'}");
    assertThat(mesh.get("spec")).isEqualTo(json("{}"));
    assertThat(mesh.at("/metadata/arn").asText()).isEqualTo(ARNS + "mesh/m");
    JsonNode updated =
        scene.call("UpdateMesh", "{'meshName':'m','spec':{'egressFilter':{'type':'ALLOW_ALL'}}}");
    assertThat(updated.at("/spec/egressFilter/type").asText()).isEqualTo("ALLOW_ALL");
    assertThat(scene.call("UpdateMesh", "{'meshName':'m'}").get("spec")).isEqualTo(json("{}"));
    assertThat(scene.describe("Mesh", "m").at("/metadata/version").asLong()).isEqualTo(3);
    assertThat(scene.delete("Mesh", "m").at("/status/status").asText()).isEqualTo("DELETED");
  }

  @Test
  void theSeedsNodeReadsBackEqual() throws Exception {
    String page = Files.readString(Path.of("src/test/resources/mesh/preview-tls-node.json"));
    String arn = scene.certificates.certificate("12345678", "ISSUED");
    String request = page.replace("CERTIFICATE", arn);
    scene.call("CreateMesh", "{'meshName':'app1'}");
    scene.call("CreateVirtualNode", request);
    JsonNode read =
        scene.call("DescribeVirtualNode", "{'meshName':'app1','virtualNodeName':'serviceBv1'}");
    assertThat(read.get("spec")).isEqualTo(json(request).get("spec"));
  }

  @Test
  void membersThatTheModelDoesNotKnowAreDropped() {
    scene.call("CreateMesh", "{'meshName':'m'}");
    JsonNode node = scene.create("VirtualNode", "n", "{'listeners':[],'extra':{'a':1}}");
    assertThat(node.get("spec")).isEqualTo(json("{'listeners':[]}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/b",
        "a b+c",
        "größe.lokal",
        "数.local",
        "a%2Fb",
        "mesh/m/virtualNode/n",
        "a/./b..c"
      })
  void virtualServiceNamesAreFreeText(String name) {
    scene.ground();
    String arn = scene.create("VirtualService", name, "{}").at("/metadata/arn").asText();
    assertThat(arn).isEqualTo(ARNS + "mesh/m/virtualService/" + name);
    assertThat(scene.describe("VirtualService", name).get("virtualServiceName").asText())
        .isEqualTo(name);
    scene.delete("VirtualService", name);
    assertRefused(() -> scene.describe("VirtualService", name), Kind.NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "a/..", "../a", "a/../b", "..\\\\a"})
  void aVirtualServiceNameThatNoPathCanSayIsRefused(String name) {
    scene.ground();
    assertRefused(() -> scene.create("VirtualService", name, "{}"), Kind.INVALID)
        .hasMessageContaining("no '..' between slashes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a b", "ä", "a.b", "n\\n"})
  void otherNamesAreLettersDigitsAndDashes(String name) {
    scene.ground();
    assertRefused(() -> scene.create("VirtualNode", name, "{}"), Kind.INVALID)
        .hasMessageContaining("expected 1 to 255 letters, digits, '-' and '_'");
    assertRefused(() -> scene.call("CreateMesh", "{'meshName':'" + name + "'}"), Kind.INVALID);
  }

  @Test
  void aVirtualServiceNameHasNoControlCharacters() {
    scene.ground();
    assertRefused(() -> scene.create("VirtualService", "a\\nb", "{}"), Kind.INVALID);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "100"})
  void pagesShowEveryResourceOnceByName(int limit) {
    scene.call("CreateMesh", "{'meshName':'m'}");
    for (String name : List.of("c", "a", "e", "b", "d")) {
      scene.create("VirtualNode", name, "{}");
    }
    List<String> names = new ArrayList<>();
    String token = "";
    do {
      JsonNode page =
          scene.call("ListVirtualNodes", "{'meshName':'m','limit':" + limit + token + "}");
      page.get("virtualNodes").forEach(node -> names.add(node.get("virtualNodeName").asText()));
      token = page.has("nextToken") ? ",'nextToken':'" + page.get("nextToken").asText() + "'" : "";
    } while (!token.isEmpty());
    assertThat(names).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void aPageTokenIsGoodForItsListingOnly() {
    scene.ground();
    scene.create("VirtualNode", "n2", "{}");
    String token =
        scene.call("ListVirtualNodes", "{'meshName':'m','limit':1}").get("nextToken").asText();
    String used = "{'meshName':'m','nextToken':'" + token + "'}";
    assertThat(scene.call("ListVirtualNodes", used).get("virtualNodes")).hasSize(1);
    assertRefused(() -> scene.call("ListVirtualRouters", used), Kind.INVALID);
    assertRefused(
        () -> scene.call("ListVirtualNodes", "{'meshName':'m','nextToken':'x'}"), Kind.INVALID);
    scene.call("CreateMesh", "{'meshName':'m2'}");
    assertRefused(() -> scene.call("ListVirtualNodes", used.replace("'m'", "'m2'")), Kind.INVALID);
  }

  @Test
  void regionsAndAccountsDoNotSeeEachOther() {
    scene.ground();
    Caller elsewhere = new Caller(AccountId.DEFAULT, new Region("eu-west-1"), "admin");
    Caller other = new Caller(new AccountId("111111111111"), Region.DEFAULT, "admin");
    for (Caller caller : List.of(elsewhere, other)) {
      assertRefused(() -> scene.call(caller, "DescribeMesh", "{'meshName':'m'}"), Kind.NOT_FOUND);
      assertRefused(() -> scene.call(caller, "DeleteMesh", "{'meshName':'m'}"), Kind.NOT_FOUND);
      assertRefused(
          () -> scene.call(caller, "ListTagsForResource", "{'resourceArn':'" + ARNS + "mesh/m'}"),
          Kind.NOT_FOUND);
      assertThat(scene.call(caller, "ListMeshes", "{}").get("meshes")).isEmpty();
    }
  }

  @Test
  void aMeshOfAnotherOwnerIsNotFound() {
    scene.ground();
    String own = "{'meshName':'m','virtualNodeName':'n','meshOwner':'000000000000'}";
    assertThat(scene.call("DescribeVirtualNode", own).has("spec")).isTrue();
    String foreign = own.replace("000000000000", "111111111111");
    for (String operation : List.of("DescribeVirtualNode", "DeleteVirtualNode")) {
      assertRefused(() -> scene.call(operation, foreign), Kind.NOT_FOUND);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"spec = '{'", "spec = '[]'", "tags = 'null'", "tags = '{\"a\":\"#\"}'"})
  void aRowThatCannotBeReadIsAFaultThatNamesIt(String damage) {
    scene.ground();
    scene.store.write(tx -> {
      tx.unrecorded(Unrecorded.HOUSEKEEPING);
      return tx.update("UPDATE mesh_resources SET " + damage + " WHERE name = 'n'");
    });
    assertThatThrownBy(
            () -> scene.call("DescribeVirtualNode", "{'meshName':'m','virtualNodeName':'n'}"))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessageContaining(MeshScene.ARNS + "mesh/m/virtualNode/n");
  }

  @Test
  void aMeshIsReadAsAWhole() {
    groundWithService();
    scene.create("Route", "x", ROUTE);
    scene.call("CreateMesh", "{'meshName':'m2'}");
    List<String> whole =
        scene.store.read(tx ->
            MeshResources.ofMesh(tx, CALLER.home(), "m").stream().map(MeshResource::arn).toList());
    assertThat(whole)
        .containsExactly(
            ARNS + "mesh/m",
            ARNS + "mesh/m/virtualGateway/g",
            ARNS + "mesh/m/virtualNode/n",
            ARNS + "mesh/m/virtualRouter/r",
            ARNS + "mesh/m/virtualRouter/r/route/x",
            ARNS + "mesh/m/virtualService/s.local");
  }

  @Test
  void everyChangeIsInTheLedger() {
    scene.call("CreateMesh", "{'meshName':'m'}");
    scene.call("UpdateMesh", "{'meshName':'m'}");
    scene.call(
        "TagResource", "{'resourceArn':'" + ARNS + "mesh/m','tags':[{'key':'a','value':'b'}]}");
    scene.delete("Mesh", "m");
    assertThat(scene.changes())
        .containsExactly("mesh.created", "mesh.updated", "mesh.tagged", "mesh.deleted");
    assertThat(scene.ledger.after(scene.store, 0, 1).getFirst().change().actor())
        .isEqualTo(CALLER.principal());
  }

  @Test
  void aRefusedCallChangesNothing() {
    scene.ground();
    List<String> before = scene.changes();
    assertRefused(() -> scene.create("Route", "x", ROUTE.replace("'n'", "'no'")), Kind.NOT_FOUND);
    assertRefused(() -> scene.describe("Route", "x"), Kind.NOT_FOUND);
    assertThat(scene.changes()).isEqualTo(before);
  }

  private void groundWithService() {
    scene.ground();
    scene.create("VirtualService", "s.local", "{}");
  }
}
