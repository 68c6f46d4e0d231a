// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.issuing;

import dev.signet.authority.AuthorityArn;
import dev.signet.authority.AuthorityReason;
import dev.signet.kernel.Refusal;
import dev.signet.pki.cert.Serial;
import java.util.Optional;

/** Names a certificate that an authority issued. */
public record IssuedArn(AuthorityArn authority, Serial serial) {
  private static final String BETWEEN = "/certificate/";

  /**
   * Reads one.
   *
   * @throws Refusal of reason INVALID_ARN for anything but a certificate of that authority
   */
  public static IssuedArn of(AuthorityArn authority, String text) {
    String start = authority + BETWEEN;
    Optional<Serial> serial =
        text.startsWith(start) ? Serial.ofHex(text.substring(start.length())) : Optional.empty();
    return serial
        .map(found -> new IssuedArn(authority, found))
        .orElseThrow(() ->
            new Refusal(
                AuthorityReason.INVALID_ARN,
                "ARN '" + text + "': expected a certificate of " + authority));
  }

  /** Reads one of any authority; empty for any other text. */
  public static Optional<IssuedArn> parse(String text) {
    int between = text.lastIndexOf(BETWEEN);
    return between < 0
        ? Optional.empty()
        : AuthorityArn.parse(text.substring(0, between))
            .flatMap(authority ->
                Serial.ofHex(text.substring(between + BETWEEN.length()))
                    .map(serial -> new IssuedArn(authority, serial)));
  }

  @Override
  public String toString() {
    return authority + BETWEEN + serial.hex();
  }
}
