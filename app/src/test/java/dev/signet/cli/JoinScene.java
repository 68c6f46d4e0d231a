// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.testkit.SignedClient;
import dev.signet.testkit.SignetExtension;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Meshes, tokens and proxies' folders of a running server. */
final class JoinScene {
  static final String ARNS = "arn:aws:appmesh:us-east-1:000000000000:";

  private final SignetExtension signet;

  JoinScene(SignetExtension signet) {
    this.signet = signet;
  }

  SignedClient client() {
    return signet.client("us-east-1");
  }

  URI endpoint() {
    return URI.create(signet.running().apiUrl().replace("http://", "https://"));
  }

  void mesh(String name) {
    signet.mesh().mesh(name);
  }

  /** A virtual node that listens in the clear; answers its ARN. */
  String node(String mesh, String name, int port) {
    String spec = "{'listeners':[{'portMapping':{'port':%d,'protocol':'http'}}]}".formatted(port);
    return signet.mesh().node(mesh, name, spec, Map.of());
  }

  SignedClient.Answer askToken(Map<String, ?> input) {
    return client().rest("signet", "POST", "/signet/v1/proxy-tokens", input);
  }

  String token(String resourceArn) {
    return signet.mesh().token(resourceArn);
  }

  /** A folder of a proxy that joined. */
  ProxyFolder join(String resourceArn, Path folder, Bootstrap.Placement placement) {
    ProxyFolder prepared = ProxyFolder.prepare(folder, false);
    prepared.write(Joining.join(endpoint(), token(resourceArn)), endpoint(), placement);
    return prepared;
  }

  static Bootstrap.Placement at(String address, int egress, int admin) {
    return new Bootstrap.Placement(
        address,
        Optional.empty(),
        new TreeMap<>(),
        new dev.signet.kernel.IpPort(address, egress),
        new dev.signet.kernel.IpPort(address, admin));
  }
}
