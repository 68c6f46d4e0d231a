// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import java.util.Optional;

/**
 * Where one proxy's stream gets secrets at the moment it sends them: the only place outside the
 * vault that sees private keys. Bound to one identity, so it can judge what that proxy may have.
 */
public interface SecretSource {
  /**
   * The material of exactly that version. Empty when there is none, or no longer, or when this
   * proxy may not have it: the stream then leaves the secret out and records it.
   */
  Optional<RenderedSecret> render(SecretName secret);

  /**
   * What is known of exactly that version, for a proxy that holds it already; empty whenever {@link
   * #render} would be. Unseals nothing.
   */
  Optional<SecretFacts> facts(SecretName secret);

  /** Whether a secret name that the proxy asked for, and may not have, exists for others. */
  boolean belongsToAnother(String name);
}
