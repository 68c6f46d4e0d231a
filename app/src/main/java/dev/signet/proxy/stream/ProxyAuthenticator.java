// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import java.security.cert.X509Certificate;
import java.util.List;

/** Turns the certificates that a proxy proved possession of into an identity. */
public interface ProxyAuthenticator {
  /**
   * The identity of a chain, leaf first, never empty. May block.
   *
   * @throws dev.signet.kernel.Refusal with a message for the proxy, when the chain does not end at
   *     the proxy authority, was revoked, or names no resource
   */
  ProxyIdentity authenticate(List<X509Certificate> chain);
}
