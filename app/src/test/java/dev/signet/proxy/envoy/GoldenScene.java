// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.kernel.IpPort;
import dev.signet.kernel.Tags;
import dev.signet.mesh.view.MeshLookup;
import dev.signet.mesh.view.MeshView;
import dev.signet.proxy.ProxyPlacement;
import dev.signet.wire.codec.Json;
import dev.signet.wire.codec.Shape;
import dev.signet.wire.generated.appmesh.GatewayRouteSpec;
import dev.signet.wire.generated.appmesh.MeshSpec;
import dev.signet.wire.generated.appmesh.VirtualGatewaySpec;
import dev.signet.wire.generated.appmesh.VirtualNodeSpec;
import dev.signet.wire.generated.appmesh.VirtualServiceSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A mesh whose resources a file holds as the API takes them, and what its proxies are told. */
record GoldenScene(GoldenFile file) {
  static final ObjectMapper JSON = new ObjectMapper();

  /** Where the proxies of all scenes stand. */
  static final ProxyPlacement PLACE =
      new ProxyPlacement(
          true,
          Optional.of("127.0.0.11"),
          new TreeMap<>(),
          Optional.empty(),
          new TreeMap<>(),
          Optional.of(new IpPort("127.0.0.11", 15001)),
          new TreeMap<>());

  /** A resource of a scene that has a proxy. */
  record Proxied(GoldenScene scene, String name) {
    /** What the file says that its proxy is told. */
    JsonNode expected() {
      return scene.file.told(name);
    }

    /** Has the file say what it is told now. */
    void write() {
      scene.file.write(name, GoldenText.json(translation()));
    }

    Translation translation() {
      return Translations.of(new MeshLookup(scene.mesh()), arn(name), PLACE).orElseThrow();
    }

    @Override
    public String toString() {
      return scene.file + "/" + name;
    }
  }

  /** The nodes and gateways of all scenes. */
  static Stream<Proxied> proxied() {
    return GoldenFile.all()
        .map(GoldenScene::new)
        .flatMap(scene -> {
          MeshView mesh = scene.mesh();
          return Stream.concat(mesh.nodes().keySet().stream(), mesh.gateways().keySet().stream())
              .map(name -> new Proxied(scene, name));
        });
  }

  /** The scene's mesh, read anew. */
  MeshView mesh() {
    return mesh(file.mesh());
  }

  /** The mesh that such a text describes. */
  static MeshView mesh(JsonNode mesh) {
    SortedMap<String, MeshView.Node> nodes = new TreeMap<>();
    mesh.path("virtualNodes")
        .properties()
        .forEach(node ->
            nodes.put(
                node.getKey(),
                new MeshView.Node(
                    arn(node.getKey()),
                    spec(VirtualNodeSpec.SHAPE, node.getValue().path("spec")),
                    tags(node.getValue()))));
    SortedMap<String, MeshView.Gateway> gateways = new TreeMap<>();
    mesh.path("virtualGateways")
        .properties()
        .forEach(gateway ->
            gateways.put(
                gateway.getKey(),
                new MeshView.Gateway(
                    arn(gateway.getKey()),
                    spec(VirtualGatewaySpec.SHAPE, gateway.getValue().path("spec")),
                    tags(gateway.getValue()),
                    specs(GatewayRouteSpec.SHAPE, gateway.getValue().path("routes")))));
    return new MeshView(
        "golden",
        spec(MeshSpec.SHAPE, mesh.path("spec")),
        tags(mesh),
        nodes,
        specs(VirtualServiceSpec.SHAPE, mesh.path("virtualServices")),
        gateways,
        certificates(mesh.path("certificates")),
        authorities(mesh.path("authorities")),
        endpoints(mesh.path("endpoints")));
  }

  static String arn(String name) {
    return "arn:" + name;
  }

  private static Tags tags(JsonNode holder) {
    Map<String, String> tags = new HashMap<>();
    holder
        .path("tags")
        .properties()
        .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
    return new Tags(tags);
  }

  private static <T> SortedMap<String, T> specs(Shape<T> shape, JsonNode named) {
    SortedMap<String, T> found = new TreeMap<>();
    named.properties().forEach(each -> found.put(each.getKey(), spec(shape, each.getValue())));
    return found;
  }

  private static <T> T spec(Shape<T> shape, JsonNode spec) {
    String text = spec.isMissingNode() ? "{}" : spec.toString();
    return Json.read(shape, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, MeshView.CertificateFacts> certificates(JsonNode named) {
    Map<String, MeshView.CertificateFacts> found = new HashMap<>();
    for (JsonNode arn : named) {
      found.put(
          arn.asText(),
          new MeshView.CertificateFacts(
              List.of("of " + arn.asText()), "v1", "root of " + arn.asText()));
    }
    return found;
  }

  private static Map<String, MeshView.AuthorityFacts> authorities(JsonNode named) {
    Map<String, MeshView.AuthorityFacts> found = new HashMap<>();
    for (JsonNode arn : named) {
      found.put(
          arn.asText(), new MeshView.AuthorityFacts("certificate of " + arn.asText(), "ACTIVE"));
    }
    return found;
  }

  private static Map<MeshView.NodePort, List<MeshView.Endpoint>> endpoints(JsonNode named) {
    Map<MeshView.NodePort, List<MeshView.Endpoint>> found = new HashMap<>();
    named
        .properties()
        .forEach(each -> {
          String[] key = each.getKey().split(":", 2);
          List<MeshView.Endpoint> places = new ArrayList<>();
          for (JsonNode place : each.getValue()) {
            IpPort parsed = IpPort.parse(place.asText());
            places.add(new MeshView.Endpoint(parsed.address(), parsed.port()));
          }
          found.put(new MeshView.NodePort(key[0], Integer.parseInt(key[1])), places);
        });
    return found;
  }
}
