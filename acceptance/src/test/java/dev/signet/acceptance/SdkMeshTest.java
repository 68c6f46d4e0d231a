// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.appmesh.AppMeshClient;
import software.amazon.awssdk.services.appmesh.model.BadRequestException;
import software.amazon.awssdk.services.appmesh.model.ConflictException;
import software.amazon.awssdk.services.appmesh.model.MeshRef;
import software.amazon.awssdk.services.appmesh.model.NotFoundException;
import software.amazon.awssdk.services.appmesh.model.ResourceInUseException;
import software.amazon.awssdk.services.appmesh.model.TagRef;
import software.amazon.awssdk.services.appmesh.model.VirtualNodeRef;
import software.amazon.awssdk.services.appmesh.model.VirtualServiceData;
import software.amazon.awssdk.services.appmesh.model.VirtualServiceRef;
import software.amazon.awssdk.services.appmesh.model.VirtualServiceSpec;

/** The App Mesh API through its stock client. */
@Tag("acceptance")
final class SdkMeshTest {
  @RegisterExtension static final Program program = new Program();

  private final AppMeshClient client = program.clients("us-east-1").mesh();

  @Test
  void everyKindOfResourceReadsBackAsItWasCreated() {
    MeshScene scene = new MeshScene(client, "whole");
    var mesh = scene.createMesh();
    var node = scene.createNode("n");
    var router = scene.createRouter();
    var route = scene.createRoute();
    var service = scene.createService("s");
    var gateway = scene.createGateway();
    var gatewayRoute = scene.createGatewayRoute();
    assertThat(node.spec()).isEqualTo(MeshScene.NODE);
    assertThat(route.spec()).isEqualTo(MeshScene.ROUTE);
    assertThat(service.spec()).isEqualTo(MeshScene.SERVICE);
    assertThat(gatewayRoute.spec()).isEqualTo(MeshScene.GATEWAY_ROUTE);
    assertThat(client.describeMesh(r -> r.meshName("whole")).mesh()).isEqualTo(mesh);
    assertThat(
            client.describeVirtualNode(r -> r.meshName("whole").virtualNodeName("n")).virtualNode())
        .isEqualTo(node);
    assertThat(
            client
                .describeVirtualRouter(r -> r.meshName("whole").virtualRouterName("r"))
                .virtualRouter())
        .isEqualTo(router);
    assertThat(
            client
                .describeRoute(r -> r.meshName("whole").virtualRouterName("r").routeName("x"))
                .route())
        .isEqualTo(route);
    assertThat(
            client
                .describeVirtualService(r -> r.meshName("whole").virtualServiceName("s"))
                .virtualService())
        .isEqualTo(service);
    assertThat(
            client
                .describeVirtualGateway(r -> r.meshName("whole").virtualGatewayName("g"))
                .virtualGateway())
        .isEqualTo(gateway);
    assertThat(
            client
                .describeGatewayRoute(
                    r -> r.meshName("whole").virtualGatewayName("g").gatewayRouteName("y"))
                .gatewayRoute())
        .isEqualTo(gatewayRoute);
  }

  @Test
  void listingsGoThroughAllPages() {
    MeshScene scene = new MeshScene(client, "many");
    scene.createMesh();
    List<String> names = IntStream.range(0, 5).mapToObj(i -> "n" + i).toList();
    names.forEach(scene::createNode);
    var pages = client.listVirtualNodesPaginator(r -> r.meshName("many").limit(2));
    assertThat(pages.stream()).hasSize(3);
    assertThat(pages.virtualNodes())
        .extracting(VirtualNodeRef::virtualNodeName)
        .containsExactlyInAnyOrderElementsOf(names);
    new MeshScene(client, "more").createMesh();
    assertThat(client.listMeshesPaginator(r -> r.limit(1)).meshes())
        .extracting(MeshRef::meshName)
        .contains("many", "more");
  }

  @Test
  void refusalsHaveTheTypesOfTheClient() {
    MeshScene scene = new MeshScene(client, "strict").ground();
    assertThatThrownBy(scene::createMesh).isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> scene.createNode("n")).isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> client.describeMesh(r -> r.meshName("nowhere")))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> new MeshScene(client, "nowhere").createNode("n"))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> scene.createNode("no/name")).isInstanceOf(BadRequestException.class);
    assertThatThrownBy(() -> client.deleteMesh(r -> r.meshName("strict")))
        .isInstanceOf(ResourceInUseException.class);
    scene.createService("s");
    assertThatThrownBy(
            () -> client.deleteVirtualRouter(r -> r.meshName("strict").virtualRouterName("r")))
        .isInstanceOf(ResourceInUseException.class);
  }

  @Test
  void tagsAreGivenAndTaken() {
    MeshScene scene = new MeshScene(client, "tagged");
    String arn = scene.createMesh().metadata().arn();
    client.tagResource(r -> r.resourceArn(arn).tags(tag("a", "1"), tag("b", "2 ü+/=")));
    client.untagResource(r -> r.resourceArn(arn).tagKeys("a"));
    assertThat(client.listTagsForResourcePaginator(r -> r.resourceArn(arn)).tags())
        .containsExactly(tag("b", "2 ü+/="));
  }

  /** Each has characters that mean something in a path, a query or a signature. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/b +ü 100%2F",
        "%2F",
        "%252F+%20",
        "a//b/",
        "a/./b..c",
        "größe.数.🎨",
        "q?x=1&y=2;z#f",
        "~!*'()[]@:,$",
        "back\\slash\"quote"
      })
  void aVirtualServicesNameIsFreeText(String name) {
    String mesh = "free" + Integer.toHexString(name.hashCode());
    MeshScene scene = new MeshScene(client, mesh).ground();
    VirtualServiceData created = scene.createService(name);
    assertThat(created.virtualServiceName()).isEqualTo(name);
    assertThat(created.metadata().arn()).endsWith(":mesh/" + mesh + "/virtualService/" + name);
    assertThat(describe(mesh, name)).isEqualTo(created);
    assertThat(client.listVirtualServicesPaginator(r -> r.meshName(mesh)).virtualServices())
        .extracting(VirtualServiceRef::virtualServiceName)
        .containsExactly(name);
    VirtualServiceSpec byNode =
        VirtualServiceSpec.builder()
            .provider(provider -> provider.virtualNode(node -> node.virtualNodeName("n")))
            .build();
    client.updateVirtualService(r -> r.meshName(mesh).virtualServiceName(name).spec(byNode));
    assertThat(describe(mesh, name).spec()).isEqualTo(byNode);
    client.tagResource(r -> r.resourceArn(created.metadata().arn()).tags(tag("a", "1")));
    assertThat(client.listTagsForResource(r -> r.resourceArn(created.metadata().arn())).tags())
        .containsExactly(tag("a", "1"));
    client.deleteVirtualService(r -> r.meshName(mesh).virtualServiceName(name));
    assertThatThrownBy(() -> describe(mesh, name)).isInstanceOf(NotFoundException.class);
  }

  /** Such a name could be created, but HTTP has no path to it: it would stay for ever. */
  @ParameterizedTest
  @ValueSource(strings = {".", "..", "a/..", "../a", "a/../b", "a\\..\\b", "\u2028/.."})
  void aVirtualServicesNameThatIsNoPathIsRefused(String name) {
    String mesh = "pathless" + Integer.toHexString(name.hashCode());
    MeshScene scene = new MeshScene(client, mesh).ground();
    assertThatThrownBy(() -> scene.createService(name)).isInstanceOf(BadRequestException.class);
  }

  private VirtualServiceData describe(String mesh, String name) {
    return client
        .describeVirtualService(r -> r.meshName(mesh).virtualServiceName(name))
        .virtualService();
  }

  private static TagRef tag(String key, String value) {
    return TagRef.builder().key(key).value(value).build();
  }
}
