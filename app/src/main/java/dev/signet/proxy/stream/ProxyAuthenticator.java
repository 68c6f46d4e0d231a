// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import java.security.cert.X509Certificate;
import java.util.List;

/** Turns the certificates that a proxy proved possession of into an identity. */
public interface ProxyAuthenticator {
  /**
   * The identity of a chain, leaf first, never empty. Whether it is in force still is another
   * question, see {@link #requireInForce}. May block.
   *
   * @throws dev.signet.kernel.Refusal with a message for the proxy, when the chain does not end at
   *     the proxy authority, names no resource, or is not recorded
   */
  ProxyIdentity authenticate(List<X509Certificate> chain);

  /**
   * Refuses an identity that has ended before its certificate. May block.
   *
   * @throws dev.signet.kernel.Refusal with a message for the proxy: NOT_FOUND when its resource is
   *     gone, DENIED when it was revoked or its resource was made anew
   */
  void requireInForce(ProxyIdentity identity);

  /**
   * Watches over an identity that is used.
   *
   * @param doubt called when it may have ended, so that {@link #requireInForce} tells; from any
   *     thread, it returns at once and may be called too often
   */
  IdentityWatch watch(ProxyIdentity identity, Runnable doubt);
}
