// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whom a virtual node or gateway calls, and how.
 *
 * @param usual the policy for backends without an own one
 * @param services in the spec's order; a gateway names none, its routes do
 */
public record Backends(Optional<ClientPolicy> usual, List<Service> services) {
  public Backends {
    services = List.copyOf(services);
  }

  /**
   * A virtual service that is called.
   *
   * @param policy its own, which replaces the usual one as a whole, or that one
   */
  public record Service(String name, Optional<ClientPolicy> policy) {}

  /** All the policies. */
  public List<ClientPolicy> policies() {
    List<ClientPolicy> all = new ArrayList<>();
    usual.ifPresent(all::add);
    services.forEach(service -> service.policy().ifPresent(all::add));
    return all;
  }
}
