// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.cli.CommandRefused;
import dev.signet.cli.terminal.Moments;
import dev.signet.pki.cert.Certificate;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509CRLEntry;
import java.time.Instant;
import java.util.Optional;

/** Whether a certificate was revoked, as the CRL says that the certificate itself names. */
sealed interface RevocationState {
  /** Of a certificate whose CA was not named. */
  static RevocationState notAsked() {
    return new Unknown("not asked for, --ca names the CA to ask");
  }

  /** The CRL of that time does not have it. */
  record Good(Instant thisUpdate) implements RevocationState {}

  /** The CRL has it. */
  record Revoked(Instant at, String reason) implements RevocationState {}

  /** Nothing can be said. */
  record Unknown(String why) implements RevocationState {}

  /** Of a certificate, now. */
  static RevocationState of(PcaClient pca, FoundCertificate found) {
    Optional<String> address = CrlFile.addressIn(found.certificate());
    if (address.isEmpty()) {
      return new Unknown("the certificate names no CRL");
    }
    try {
      CrlFile crl = CrlFile.fetch(address.get());
      byte[] issuer = pca.ownCertificate(found.authority()).getBytes(StandardCharsets.US_ASCII);
      return crl.isSignedBy(Certificate.parse(issuer))
          ? in(crl, found.certificate())
          : new Unknown("the CRL at " + address.get() + " is not signed by the CA");
    } catch (CommandRefused refused) {
      return new Unknown(String.valueOf(refused.getMessage()));
    }
  }

  private static RevocationState in(CrlFile crl, Certificate certificate) {
    X509CRLEntry entry = crl.crl().getRevokedCertificate(certificate.serial().value());
    return entry == null
        ? new Good(crl.thisUpdate())
        : new Revoked(entry.getRevocationDate().toInstant(), CrlFile.reason(entry));
  }

  /** For people. */
  default String text(Moments moments) {
    return switch (this) {
      case Good(Instant thisUpdate) -> "not revoked, says the CRL of " + moments.text(thisUpdate);
      case Revoked(Instant at, String reason) -> "REVOKED " + moments.text(at) + ": " + reason;
      case Unknown(String why) -> "unknown: " + why;
    };
  }

  /** For programs. */
  default void tell(ObjectNode node) {
    switch (this) {
      case Good _ -> node.put("RevocationStatus", "GOOD");
      case Revoked(Instant at, String reason) ->
          node.put("RevocationStatus", "REVOKED")
              .put("RevokedAt", at.toString())
              .put("RevocationReason", reason);
      case Unknown _ -> node.put("RevocationStatus", "UNKNOWN");
    }
  }
}
