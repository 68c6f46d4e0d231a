// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.status;

import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.ExtensionOid;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import java.time.Instant;
import java.util.List;

/**
 * One line of a CRL (RFC 5280 section 5.3): a certificate that was revoked.
 *
 * @param at when, to the second
 */
public record RevokedEntry(Serial serial, Instant at, RevocationReason reason) {
  /** Its encoding, which never changes; without a reason where that says nothing. */
  public byte[] der() {
    byte[] number = DerWriter.element(Der.INTEGER, serial.content().bytes());
    byte[] time = DerWriter.time(at);
    if (reason == RevocationReason.UNSPECIFIED) {
      return DerWriter.sequence(number, time);
    }
    Extension why =
        Extension.of(ExtensionOid.REASON_CODE, false, DerWriter.enumerated(reason.code()));
    return DerWriter.sequence(number, time, new Extensions(List.of(why)).der());
  }

  /** Which certificate an entry is about. */
  public static Serial serialOf(byte[] entry) {
    return Serial.ofContent(Der.parse(entry).children().getFirst().content());
  }
}
