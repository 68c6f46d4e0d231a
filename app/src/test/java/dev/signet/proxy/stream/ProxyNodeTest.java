// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import dev.signet.kernel.IpPort;
import dev.signet.proxy.ProxyPlacement;
import io.envoyproxy.envoy.config.core.v3.BuildVersion;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.type.v3.SemanticVersion;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyNodeTest {
  private static final String ARN =
      "arn:aws:appmesh:us-east-1:111122223333:mesh/shop/virtualNode/orders";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mesh/shop/virtualNode/orders",
        "mesh/shop@444455556666/virtualNode/orders",
        "arn:aws:appmesh:us-east-1:111122223333:mesh/shop/virtualNode/orders",
        "arn:aws:appmesh-preview:us-east-1:111122223333:mesh/shop/virtualNode/orders"
      })
  void aNodeIdNamesItsResourceByArnOrByItsLastPart(String id) {
    assertThat(node(id).actsFor(ARN)).isTrue();
    assertThat(node(id).id()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mesh/shop/virtualNode/payments",
        "mesh/other/virtualNode/orders",
        "mesh/shop/virtualGateway/orders",
        "mesh/shop/virtualNode/ORDERS",
        "arn:aws:appmesh:us-east-1:999999999999:mesh/shop/virtualNode/orders",
        "arn:aws:appmesh:eu-west-1:111122223333:mesh/shop/virtualNode/orders",
        "arn:aws-cn:appmesh:us-east-1:111122223333:mesh/shop/virtualNode/orders",
        "arn:aws:elsewhere:us-east-1:111122223333:mesh/shop/virtualNode/orders"
      })
  void aNodeIdOfAnotherResourceIsFoundOut(String id) {
    assertThat(node(id).actsFor(ARN)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "orders",
        "mesh/shop/virtualNode",
        "mesh/shop/virtualNode/",
        "mesh//virtualNode/orders",
        "mesh/@444455556666/virtualNode/orders",
        "mesh/shop/virtualRouter/orders",
        "mesh/shop/virtualNode/orders/more",
        "net/shop/virtualNode/orders",
        "arn:aws:appmesh:us-east-1:mesh/shop/virtualNode/orders"
      })
  void aMalformedNodeIdIsToldWhatWasExpected(String id) {
    assertThatThrownBy(() -> node(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected mesh/NAME/virtualNode/NAME");
  }

  @Test
  void anEndlessNodeIdIsMalformedAndNotRepeated() {
    assertThatThrownBy(() -> node("mesh/shop/virtualNode/" + "x".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
  }

  @Test
  void theEnvoyVersionIsReadWhenItIsTold() {
    BuildVersion build =
        BuildVersion.newBuilder()
            .setVersion(SemanticVersion.newBuilder().setMajorNumber(1).setMinorNumber(40))
            .build();
    Node told =
        Node.newBuilder()
            .setId("mesh/shop/virtualNode/orders")
            .setUserAgentBuildVersion(build)
            .build();
    assertThat(ProxyNode.of(told).envoyVersion()).contains("1.40.0");
    assertThat(node("mesh/shop/virtualNode/orders").envoyVersion()).isEmpty();
  }

  @Test
  void withoutAPlacementTrafficIsRedirected() throws Exception {
    ProxyPlacement placement = ProxyPlacement.of(metadata("{'other': {'a': 1}}"));
    assertThat(placement.explicit()).isFalse();
    assertThat(placement.bindAddress()).isEmpty();
  }

  @Test
  void anExplicitPlacementIsReadWhole() throws Exception {
    ProxyPlacement placement =
        ProxyPlacement.of(
            metadata(
                "{'signet.proxy': {'traffic_mode': 'explicit', 'bind_address': '127.0.0.11',"
                    + " 'ingress_bind': {'9080': '127.0.0.11:19080'},"
                    + " 'app_address': {'9080': '[::1]:80'}, 'egress_bind': '127.0.0.11:15001',"
                    + " 'egress_tcp_bind': {'db.local:3306': '127.0.0.11:3306'}, 'new': true}}"));
    assertThat(placement.explicit()).isTrue();
    assertThat(placement.bindAddress()).contains("127.0.0.11");
    assertThat(placement.ingressBind()).isEqualTo(Map.of(9080, new IpPort("127.0.0.11", 19080)));
    assertThat(placement.appAddress()).isEqualTo(Map.of(9080, new IpPort("::1", 80)));
    assertThat(placement.egressBind()).contains(new IpPort("127.0.0.11", 15001));
    assertThat(placement.egressTcpBind())
        .isEqualTo(Map.of("db.local:3306", new IpPort("127.0.0.11", 3306)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'traffic_mode': 'magic'|redirect or explicit",
        "'traffic_mode': 7|a string",
        "'bind_address': 'localhost'|an IP address",
        "'egress_bind': '127.0.0.1'|an IP address and a port",
        "'egress_bind': '127.0.0.1:70000'|an IP address and a port",
        "'egress_bind': 'host.local:80'|an IP address and a port",
        "'ingress_bind': {'http': '127.0.0.1:80'}|a number",
        "'ingress_bind': {'80': true}|a string",
        "'app_address': {'80': ''}|an IP address and a port"
      },
      quoteCharacter = '`')
  void aPlacementThatMakesNoSenseIsToldWhatWasExpected(String member, String expected)
      throws Exception {
    Struct metadata = metadata("{'signet.proxy': {" + member + "}}");
    assertThatThrownBy(() -> ProxyPlacement.of(metadata))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("node metadata signet.proxy.")
        .hasMessageEndingWith("expected " + expected);
  }

  @Test
  void ofWhatAProxySaysOfItselfABoundedPartIsKept() throws Exception {
    ProxyNode node =
        ProxyNode.of(Node.newBuilder().setId(ARN).setCluster("c".repeat(9_999)).build());
    assertThat(node.cluster()).hasSize(256);
    Struct large = metadata("{'signet.proxy': {'unknown': '" + "x".repeat(70_000) + "'}}");
    assertThatThrownBy(() -> ProxyPlacement.of(large))
        .hasMessage("node metadata signet.proxy: expected at most 65536 octets");
  }

  private static ProxyNode node(String id) {
    return ProxyNode.of(Node.newBuilder().setId(id).build());
  }

  private static Struct metadata(String json) throws InvalidProtocolBufferException {
    Struct.Builder metadata = Struct.newBuilder();
    JsonFormat.parser().merge(json.replace('\'', '"'), metadata);
    return metadata.build();
  }
}
