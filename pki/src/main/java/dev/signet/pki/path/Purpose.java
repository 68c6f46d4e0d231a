// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.path;

import dev.signet.pki.cert.ExtendedKeyUsage;

/** What the end of a path is to be trusted for. */
public enum Purpose {
  /** To be the server of a TLS connection. */
  TLS_SERVER(ExtendedKeyUsage.SERVER_AUTH),
  /** To be the client of a TLS connection. */
  TLS_CLIENT(ExtendedKeyUsage.CLIENT_AUTH);

  private final ExtendedKeyUsage usage;

  Purpose(ExtendedKeyUsage usage) {
    this.usage = usage;
  }

  ExtendedKeyUsage usage() {
    return usage;
  }
}
