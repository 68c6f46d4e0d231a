// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.key.KeyRef;
import dev.signet.key.SecretAccess;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.codec.EncryptedKey;
import dev.signet.pki.codec.Pkcs8;
import java.util.Arrays;

/** Hands certificates out with their keys (ExportCertificate). */
public final class Exports {
  /** Of PBKDF2; each export costs so many, each guess of a passphrase too. */
  private static final int ITERATIONS = 10_000;

  private final Ground ground;
  private final CertificateRecords records;
  private final Renewals renewals;

  Exports(Ground ground, CertificateRecords records, Renewals renewals) {
    this.ground = ground;
    this.records = records;
    this.renewals = renewals;
  }

  /**
   * What is handed out.
   *
   * @param encryptedKey PEM, encrypted with the passphrase
   */
  public record Exported(Chain chain, String encryptedKey) {}

  /** The certificate in force and its key. From then on somebody depends on its renewal. */
  public Exported export(Caller caller, CertificateArn arn, Passphrase passphrase) {
    ManagedCertificate.Outcome.Issued issued = handOut(caller, arn);
    return new Exported(issued.chain(), encrypted(issued.key(), passphrase));
  }

  /**
   * What is handed to a room that keeps it sealed.
   *
   * @param key PEM, unencrypted
   */
  public record Opened(Chain chain, String key) {
    @Override
    public String toString() {
      return "Opened[" + chain.first().subject() + "]";
    }
  }

  /** The same for a room of this server: without a passphrase in between. */
  public Opened open(Caller caller, CertificateArn arn) {
    ManagedCertificate.Outcome.Issued issued = handOut(caller, arn);
    byte[] octets = ground.vault().privateKey(SecretAccess.EXPORT, issued.key()).getEncoded();
    try {
      return new Opened(issued.chain(), Pkcs8.pem(octets));
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  private ManagedCertificate.Outcome.Issued handOut(Caller caller, CertificateArn arn) {
    return ground
        .store()
        .write(tx -> {
          ManagedCertificate certificate = CertificateRecords.existing(tx, caller, arn);
          CertificateLifecycle.requireExportable(certificate, ground.now());
          ManagedCertificateTables.setExported(tx, arn);
          renewals.expect(tx, arn);
          records.append(tx, caller, ground.now(), "certificate.exported", arn);
          return certificate.current().orElseThrow();
        });
  }

  private String encrypted(KeyRef key, Passphrase passphrase) {
    byte[] open = ground.vault().privateKey(SecretAccess.EXPORT, key).getEncoded();
    byte[] secret = passphrase.octets();
    try {
      return EncryptedKey.pem(
          open,
          secret,
          ground.entropy().bytes(EncryptedKey.SALT),
          ground.entropy().bytes(EncryptedKey.VECTOR),
          ITERATIONS);
    } finally {
      Arrays.fill(open, (byte) 0);
      Arrays.fill(secret, (byte) 0);
    }
  }
}
