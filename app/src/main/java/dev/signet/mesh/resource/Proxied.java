// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.resource;

import java.util.List;
import java.util.Optional;

/** What virtual nodes and gateways have in common: proxies serve them. */
public sealed interface Proxied permits VirtualNode, VirtualGateway {
  /** Where it is called. */
  List<MeshListener> listeners();

  /** Whom it calls. */
  Backends backends();

  /** Where its proxies log requests. */
  Optional<AccessLogFile> accessLog();

  /** ARNs of the managed certificates that its listeners name, even with TLS switched off. */
  default List<String> certificates() {
    return listeners().stream()
        .flatMap(listener -> listener.tls().stream())
        .flatMap(tls -> tls.certificate().managed().stream())
        .toList();
  }

  /** ARNs of the CAs that its client policies trust. */
  default List<String> authorities() {
    return backends().policies().stream()
        .flatMap(policy -> policy.authorities().stream())
        .flatMap(List::stream)
        .toList();
  }

  /** Whether its spec demands certificates of its clients. */
  default boolean validatesClients() {
    return listeners().stream()
        .flatMap(listener -> listener.tls().stream())
        .anyMatch(tls -> tls.clients().isPresent());
  }
}
