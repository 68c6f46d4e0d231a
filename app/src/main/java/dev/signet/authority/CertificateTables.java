// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.codec.Octets;
import dev.signet.store.Tx;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of {@code certificates}: one for each certificate signed, never changed. */
final class CertificateTables {
  private CertificateTables() {}

  /**
   * A certificate and the chain that was in force when it was issued.
   *
   * @param issuers PEM, the issuing CA first; absent for a self-signed root
   */
  record Issued(Octets der, Optional<String> issuers) {
    Certificate certificate() {
      return Certificate.fromDer(der.bytes());
    }
  }

  /**
   * Records a certificate if its authority is still as it was when it signed. Whether it did.
   *
   * @param selfSigned whether no other certificate stands above it
   */
  static boolean insert(
      Tx tx, Authority authority, Certificate certificate, boolean selfSigned, Context context) {
    @Nullable Long installed = authority.installed().map(Authority.Installed::id).orElse(null);
    return tx.update(
            "INSERT INTO certificates (authority, serial, der, issued_under, template, requester,"
                + " not_after, issued_at) SELECT id, ?, ?, ?, ?, ?, ?, ? FROM authorities"
                + " WHERE id = ? AND status = ? AND installed IS ?",
            certificate.serial().hex(),
            certificate.der(),
            selfSigned ? null : installed,
            context.template(),
            context.requester(),
            certificate.period().notAfter().getEpochSecond(),
            context.issuedAt().toEpochMilli(),
            authority.id(),
            authority.stored().name(),
            installed)
        == 1;
  }

  /** How a certificate came to be. */
  record Context(String template, String requester, Instant issuedAt) {}

  static Optional<Issued> find(Tx tx, Authority authority, Serial serial) {
    return tx.first(
        "SELECT c.der, a.chain FROM certificates c"
            + " LEFT JOIN authority_certificates a ON a.id = c.issued_under"
            + " WHERE c.authority = ? AND c.serial = ?",
        row -> new Issued(Octets.of(row.getBytes(1)), Optional.ofNullable(row.getString(2))),
        authority.id(),
        serial.hex());
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

  /** Removes some of what an authority issued and answers how many. */
  static int delete(Tx tx, Authority authority, int most) {
    return tx.update(
        "DELETE FROM certificates WHERE id IN"
            + " (SELECT id FROM certificates WHERE authority = ? LIMIT ?)",
        authority.id(),
        most);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
