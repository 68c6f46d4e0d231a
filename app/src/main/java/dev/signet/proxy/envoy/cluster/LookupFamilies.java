// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.cluster;

import dev.signet.mesh.view.MeshView;
import dev.signet.wire.generated.appmesh.IpPreference;
import dev.signet.wire.generated.appmesh.MeshServiceDiscovery;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DnsLookupFamily;
import org.jspecify.annotations.Nullable;

/** Which addresses of a name are asked for. */
final class LookupFamilies {
  private LookupFamilies() {}

  /**
   * As a virtual node prefers, else as its mesh does.
   *
   * @param own of the node
   */
  static DnsLookupFamily of(MeshView mesh, @Nullable IpPreference own) {
    IpPreference preference = own == null ? usual(mesh) : own;
    return preference == null ? DnsLookupFamily.AUTO : preferred(preference);
  }

  /** For hosts outside the mesh: without a preference both, and the one that answers is used. */
  static DnsLookupFamily outside(MeshView mesh) {
    IpPreference preference = usual(mesh);
    return preference == null ? DnsLookupFamily.ALL : preferred(preference);
  }

  private static @Nullable IpPreference usual(MeshView mesh) {
    MeshServiceDiscovery usual = mesh.spec().serviceDiscovery();
    return usual == null ? null : usual.ipPreference();
  }

  private static DnsLookupFamily preferred(IpPreference preference) {
    return switch (preference) {
      case IPV4_ONLY -> DnsLookupFamily.V4_ONLY;
      case IPV4_PREFERRED -> DnsLookupFamily.V4_PREFERRED;
      case IPV6_ONLY -> DnsLookupFamily.V6_ONLY;
      case IPV6_PREFERRED -> DnsLookupFamily.AUTO; // asks for IPv6 first
    };
  }
}
