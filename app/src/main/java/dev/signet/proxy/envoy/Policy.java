// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import java.util.List;
import java.util.Optional;

/**
 * A client policy.
 *
 * @param ports none means every port
 * @param authorities ARNs of the trusted CAs; empty when the trust's source is not built
 * @param names accepted names; none means the discovery name
 * @param ownCertificate whether it brings a client certificate from a file or an agent
 */
record Policy(
    boolean enforce,
    List<Integer> ports,
    Optional<List<String>> authorities,
    List<String> names,
    boolean ownCertificate) {

  boolean appliesTo(int port) {
    return ports.isEmpty() || ports.contains(port);
  }
}
