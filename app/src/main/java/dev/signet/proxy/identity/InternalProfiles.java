// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.identity;

import dev.signet.pki.cert.ExtendedKeyUsage;
import dev.signet.pki.profile.Profile;

/** The certificates that Signet makes for itself and its proxies, not for callers of an API. */
final class InternalProfiles {
  /** A proxy's identity: a TLS client whose only name is its SPIFFE ID (X509-SVID). */
  static final Profile PROXY_IDENTITY =
      Profile.ofTls("ProxyIdentity", ExtendedKeyUsage.CLIENT_AUTH);

  /** A TLS server of our own. */
  static final Profile SERVER = Profile.ofTls("Server", ExtendedKeyUsage.SERVER_AUTH);

  /** The root that signs those two; nothing below it is a CA. */
  static final Profile PROXY_ROOT = Profile.ofRoot("ProxyRoot", 0);

  private InternalProfiles() {}
}
