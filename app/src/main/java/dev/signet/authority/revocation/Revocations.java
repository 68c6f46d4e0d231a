// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import dev.signet.authority.AuthorityArn;
import dev.signet.authority.AuthorityReason;
import dev.signet.authority.issuing.IssuedArn;
import dev.signet.authority.issuing.IssuedTables;
import dev.signet.authority.issuing.StoredCertificate;
import dev.signet.authority.lifecycle.Authority;
import dev.signet.authority.lifecycle.AuthorityLifecycle.Use;
import dev.signet.authority.lifecycle.AuthorityLookup;
import dev.signet.authority.lifecycle.OwnAuthorities;
import dev.signet.authority.lifecycle.RevocationAddresses;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.ledger.Change;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.status.RevocationReason;
import dev.signet.pki.status.RevokedEntry;
import dev.signet.store.Tx;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Takes certificates back. OCSP tells it at once, the CRL a moment later. */
public final class Revocations {
  /** The change; its subject is the certificate's ARN. */
  public static final String REVOKED = "certificate.revoked";

  private final Ground ground;

  public Revocations(Ground ground) {
    this.ground = ground;
  }

  /**
   * Revokes a certificate (RevokeCertificate); that cannot be undone.
   *
   * @param serial hexadecimal, as people and clients write it
   */
  public void revoke(Caller caller, AuthorityArn arn, String serial, RevocationReason reason) {
    Instant now = ground.now();
    ground
        .store()
        .write(tx -> {
          Authority authority = AuthorityLookup.usable(tx, caller, arn, Use.REVOKE, now);
          Certificate certificate = certificate(tx, authority, serial, now);
          RevokedEntry entry =
              new RevokedEntry(certificate.serial(), now.truncatedTo(ChronoUnit.SECONDS), reason);
          long row =
              RevokedTables.insert(tx, authority, certificate, entry)
                  .orElseThrow(() ->
                      new Refusal(
                          AuthorityReason.ALREADY_REVOKED,
                          "certificate " + entry.serial().hex() + " was revoked before"));
          CrlTables.putBehind(tx, authority, RevocationAddresses.shard(entry.serial()), row);
          ground
              .timers()
              .hasten(tx, OwnAuthorities.PUBLICATION, arn.toString(), now.plus(Crls.GATHERING));
          IssuedArn issued = new IssuedArn(arn, certificate.serial());
          ground.ledger().append(tx, Change.by(caller, now, REVOKED, issued.toString()));
          return true;
        });
  }

  private static Certificate certificate(Tx tx, Authority authority, String text, Instant now) {
    Serial serial =
        Serial.ofHex(text)
            .orElseThrow(() ->
                notRevocable(
                    "CertificateSerial '" + text + "': expected hexadecimal digits, at most 40"));
    StoredCertificate stored =
        IssuedTables.find(tx, authority, serial)
            .orElseThrow(
                () -> Refusal.notFound("Could not find certificate " + serial.hex() + "."));
    Certificate certificate = stored.certificate();
    if (stored.issuers().isEmpty()) {
      throw notRevocable("Self-signed certificate can not be revoked");
    }
    if (now.isAfter(certificate.period().notAfter())) {
      throw notRevocable(
          "certificate "
              + serial.hex()
              + " expired at "
              + certificate.period().notAfter()
              + ": expected one that is still valid");
    }
    return certificate;
  }

  private static Refusal notRevocable(String message) {
    return new Refusal(AuthorityReason.NOT_REVOCABLE, message);
  }
}
