// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import dev.signet.proxy.ProxyPlacement;
import io.envoyproxy.envoy.config.core.v3.BuildVersion;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a proxy tells about itself in the first message of a stream. It proves nothing: the identity
 * decides, and {@link #actsFor} only finds out a proxy that was set up for another resource.
 *
 * @param id {@code node.id} verbatim: an ARN, or the resource part of one
 * @param cluster {@code node.cluster}, shortened to 256 characters
 * @param envoyVersion such as {@code 1.40.0}, when it told one
 */
public record ProxyNode(
    String id, String cluster, Optional<String> envoyVersion, ProxyPlacement placement) {
  private static final int MAX_ID = 2048;
  private static final int MAX_CLUSTER = 256;

  /**
   * Reads the node of a first message.
   *
   * @throws IllegalArgumentException with a message for the proxy
   */
  public static ProxyNode of(Node node) {
    String id = node.getId();
    if (id.length() > MAX_ID || resourceOf(id).isEmpty()) {
      String shown = id.length() > 200 ? id.substring(0, 200) + "…" : id;
      throw new IllegalArgumentException(
          "node id "
              + (id.isEmpty() ? "(empty)" : shown)
              + ": expected mesh/NAME/virtualNode/NAME, mesh/NAME/virtualGateway/NAME, or the ARN"
              + " of one");
    }
    return new ProxyNode(
        id, cluster(node.getCluster()), version(node), ProxyPlacement.of(node.getMetadata()));
  }

  /** Whether the node id names that resource: the whole ARN, or its resource part alone. */
  public boolean actsFor(String resourceArn) {
    boolean samePlace =
        !id.startsWith("arn:") || beforeResource(id).equals(beforeResource(resourceArn));
    return samePlace && resourceOf(id).equals(resourceOf(resourceArn));
  }

  /** {@code [mesh, kind, name]}, the owner of a shared mesh left out; empty when malformed. */
  private static Optional<List<String>> resourceOf(String id) {
    String[] parts = id.split("/", -1);
    boolean known =
        parts.length == 4
            && (parts[0].equals("mesh") || parts[0].matches("arn:[^:/]+:[^:/]+:[^:/]+:\\d+:mesh"))
            && (parts[2].equals("virtualNode") || parts[2].equals("virtualGateway"));
    if (!known) {
      return Optional.empty();
    }
    String mesh = parts[1].replaceFirst("@.*", "");
    return mesh.isEmpty() || parts[3].isEmpty()
        ? Optional.empty()
        : Optional.of(List.of(mesh, parts[2], parts[3]));
  }

  private static String beforeResource(String arn) {
    return arn.substring(0, Math.max(0, arn.indexOf('/')))
        .replace(":appmesh-preview:", ":appmesh:");
  }

  private static String cluster(String told) {
    return told.length() > MAX_CLUSTER ? told.substring(0, MAX_CLUSTER) : told;
  }

  private static Optional<String> version(Node node) {
    if (!node.hasUserAgentBuildVersion()) {
      return Optional.empty();
    }
    BuildVersion build = node.getUserAgentBuildVersion();
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%d.%d.%d",
            build.getVersion().getMajorNumber(),
            build.getVersion().getMinorNumber(),
            build.getVersion().getPatch()));
  }
}
