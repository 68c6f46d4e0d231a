// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.profile;

import dev.signet.pki.cert.Chain;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.path.Hierarchy;

/** Who signs a certificate. */
public sealed interface Issuer {

  /**
   * A CA with its certificate installed.
   *
   * @param chain from its own certificate to the root
   * @param maximumDepth most levels of CAs from the root down
   * @param pointers to where it tells what it revoked
   */
  record Installed(Chain chain, int maximumDepth, Pointers pointers) implements Issuer {}

  /**
   * The subject itself: the certificate becomes a root.
   *
   * @param publicKey of the CA that is to become one
   */
  record Itself(PublicKeyInfo publicKey) implements Issuer {}

  /** A CA with this chain, in hierarchies of the default depth. */
  static Issuer installed(Chain chain) {
    return installed(chain, Pointers.NONE);
  }

  /** The same of one that tells what it revoked. */
  static Issuer installed(Chain chain, Pointers pointers) {
    return new Installed(chain, Hierarchy.DEFAULT_MAXIMUM_DEPTH, pointers);
  }

  /** A root that signs itself with this key. */
  static Issuer itself(PublicKeyInfo publicKey) {
    return new Itself(publicKey);
  }

  /** The key that signs. */
  default PublicKeyInfo key() {
    return switch (this) {
      case Installed installed -> installed.chain().first().publicKey();
      case Itself(PublicKeyInfo publicKey) -> publicKey;
    };
  }
}
