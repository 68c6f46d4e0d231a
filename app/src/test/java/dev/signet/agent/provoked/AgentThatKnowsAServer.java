// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent.provoked;

import dev.signet.certificate.ManagedCertificates;

/** A host's side that sees a server's. */
final class AgentThatKnowsAServer {
  final Class<?> server = ManagedCertificates.class;
}
