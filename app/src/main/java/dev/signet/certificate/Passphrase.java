// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.kernel.Refusal;

/**
 * What an exported key is encrypted with (ExportCertificate): the octets as they were decoded once,
 * never written anywhere.
 */
public final class Passphrase {
  private static final int LEAST = 4;
  private static final int MOST = 128;
  private static final String FORBIDDEN = "#$%";

  private final byte[] octets;

  private Passphrase(byte[] octets) {
    this.octets = octets.clone();
  }

  /** Checks it; the refusal does not repeat it. */
  public static Passphrase of(byte[] octets) {
    if (octets.length < LEAST || octets.length > MOST) {
      throw Refusal.invalid(
          "Passphrase of " + octets.length + " octets: expected " + LEAST + " to " + MOST);
    }
    for (byte octet : octets) {
      if (octet < 0x20 || octet > 0x7E || FORBIDDEN.indexOf(octet) >= 0) {
        throw Refusal.invalid("Passphrase: expected printable ASCII without #, $ and %");
      }
    }
    return new Passphrase(octets);
  }

  /** The octets themselves. */
  byte[] octets() {
    return octets.clone();
  }

  /** Says what it is and not what it holds. */
  @Override
  public String toString() {
    return "passphrase";
  }
}
