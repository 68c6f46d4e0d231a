// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Serial;
import dev.signet.store.Tx;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of {@code certificates}: one for each certificate ever signed, never changed. */
final class CertificateTables {
  private CertificateTables() {}

  /**
   * A certificate and the chain that was in force when it was issued.
   *
   * @param issuers PEM, the issuing CA first; absent for a self-signed root
   */
  record Issued(Certificate certificate, Optional<String> issuers) {}

  static void insert(
      Tx tx, Authority authority, Certificate certificate, boolean selfSigned, Context context) {
    @Nullable Long under =
        selfSigned ? null : authority.installed().map(Authority.Installed::id).orElse(null);
    tx.handle()
        .createUpdate(
            "INSERT INTO certificates (authority, serial, der, issued_under, template, requester,"
                + " not_after, issued_at) VALUES (:authority, :serial, :der, :under, :template,"
                + " :requester, :notAfter, :issuedAt)")
        .bind("authority", authority.id())
        .bind("serial", certificate.serial().hex())
        .bind("der", certificate.der())
        .bind("under", under)
        .bind("template", context.template())
        .bind("requester", context.requester())
        .bind("notAfter", certificate.period().notAfter().getEpochSecond())
        .bind("issuedAt", context.issuedAt().toEpochMilli())
        .execute();
  }

  /** How a certificate came to be. */
  record Context(String template, String requester, Instant issuedAt) {}

  static Optional<Issued> find(Tx tx, Authority authority, Serial serial) {
    return tx.handle()
        .createQuery(
            "SELECT c.der, a.chain FROM certificates c"
                + " LEFT JOIN authority_certificates a ON a.id = c.issued_under"
                + " WHERE c.authority = :authority AND c.serial = :serial")
        .bind("authority", authority.id())
        .bind("serial", serial.hex())
        .map((row, context) ->
            new Issued(Certificate.fromDer(row.getBytes(1)), Optional.ofNullable(row.getString(2))))
        .findOne();
  }

  /** The certificates that an authority issued last, newest first. */
  static List<Certificate> newest(Tx tx, Authority authority, int limit) {
    return tx.handle()
        .createQuery(
            "SELECT der FROM certificates WHERE authority = :authority ORDER BY id DESC"
                + " LIMIT :limit")
        .bind("authority", authority.id())
        .bind("limit", limit)
        .map((row, context) -> Certificate.fromDer(row.getBytes(1)))
        .list();
  }

  /** How many certificates an authority issued. */
  static int count(Tx tx, Authority authority) {
    return tx.handle()
        .createQuery("SELECT COUNT(*) FROM certificates WHERE authority = :authority")
        .bind("authority", authority.id())
        .mapTo(Integer.class)
        .one();
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
