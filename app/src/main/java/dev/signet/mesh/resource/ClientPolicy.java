// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.resource;

import java.util.List;
import java.util.Optional;

/**
 * What TLS a caller demands.
 *
 * @param enforce whether plaintext is refused
 * @param ports none means every port
 * @param certificate that it presents from a file or an agent
 */
public record ClientPolicy(
    boolean enforce,
    List<Integer> ports,
    Optional<CertificateSource> certificate,
    Validation validation) {
  public ClientPolicy {
    ports = List.copyOf(ports);
  }

  /** Whether it is for calls to this port. */
  public boolean appliesTo(int port) {
    return ports.isEmpty() || ports.contains(port);
  }

  /** ARNs of the trusted CAs; empty when the trust is from elsewhere. */
  public Optional<List<String>> authorities() {
    return validation.trust().authorities();
  }
}
