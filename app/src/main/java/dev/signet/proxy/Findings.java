// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy;

import dev.signet.mesh.view.MeshLookup;
import dev.signet.mesh.view.MeshView;
import dev.signet.proxy.envoy.Finding;
import dev.signet.proxy.envoy.Translations;
import dev.signet.proxy.status.ProxyStatus;
import dev.signet.proxy.status.ProxyStatuses;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What of a mesh does not work as written, for those who operate it. */
public final class Findings {
  private Findings() {}

  /** A finding and the virtual node or gateway that it is about. */
  public record Found(String resourceArn, Finding finding) {}

  /**
   * The findings of all nodes and gateways: what their translation left out, and what their
   * connected proxies refuse.
   */
  public static List<Found> of(MeshView mesh, ProxyStatuses statuses) {
    Set<Found> all = new LinkedHashSet<>();
    Stream.concat(
            mesh.nodes().values().stream().map(MeshView.Node::arn),
            mesh.gateways().values().stream().map(MeshView.Gateway::arn))
        .forEach(arn -> all.addAll(of(mesh, arn, connected(statuses, arn))));
    return new ArrayList<>(all);
  }

  private static Collection<Found> of(MeshView mesh, String arn, List<ProxyStatus> proxies) {
    Set<ProxyPlacement> placements = new LinkedHashSet<>();
    proxies.forEach(proxy -> placements.add(proxy.proxy().node().placement()));
    if (placements.isEmpty()) {
      placements.add(ProxyPlacement.EXPLICIT);
    }
    Set<Found> found = new LinkedHashSet<>();
    for (ProxyPlacement placement : placements) {
      Translations.of(new MeshLookup(mesh), arn, placement)
          .ifPresent(translation ->
              translation.findings().forEach(each -> found.add(new Found(arn, each))));
    }
    proxies.stream()
        .flatMap(proxy -> proxy.rejections().stream())
        .map(rejection ->
            new Finding(
                "refused-by-proxy",
                rejection.type() + " " + rejection.resource() + ": " + rejection.message()))
        .forEach(finding -> found.add(new Found(arn, finding)));
    return found;
  }

  private static List<ProxyStatus> connected(ProxyStatuses statuses, String arn) {
    return statuses.of(arn).stream().filter(status -> status.disconnectedAt().isEmpty()).toList();
  }
}
