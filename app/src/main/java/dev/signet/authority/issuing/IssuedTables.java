// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.issuing;

import dev.signet.authority.lifecycle.Authority;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.codec.Octets;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of {@code certificates}: one for each certificate signed, never changed. */
public final class IssuedTables {
  private IssuedTables() {}

  /** How a certificate came to be. */
  public record Context(String template, String requester, Instant issuedAt) {}

  /**
   * Records a certificate if its authority is still as it was when it signed. Whether it did.
   *
   * @param selfSigned whether no other certificate stands above it
   */
  public static boolean insert(
      Tx tx, Authority authority, Certificate certificate, boolean selfSigned, Context context) {
    @Nullable Long installed = authority.installed().map(Authority.Installed::id).orElse(null);
    return tx.update(
            "INSERT INTO certificates (authority, serial, der, issued_under, template, requester,"
                + " not_after, issued_at) SELECT id, ?, ?, CAST(? AS BIGINT), ?, ?, ?, ?"
                + " FROM authorities WHERE id = ? AND status = ?"
                + " AND installed IS NOT DISTINCT FROM CAST(? AS BIGINT)",
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

  /** A certificate that an authority issued. */
  public static Optional<StoredCertificate> find(Tx tx, Authority authority, Serial serial) {
    return tx.first(
        "SELECT c.der, a.chain FROM certificates c"
            + " LEFT JOIN authority_certificates a ON a.id = c.issued_under"
            + " WHERE c.authority = ? AND c.serial = ?",
        row ->
            new StoredCertificate(
                Octets.of(row.getBytes(1)), Optional.ofNullable(row.getString(2))),
        authority.id(),
        serial.hex());
  }

  /** Whether an authority issued a certificate of that serial. */
  public static boolean exists(Tx tx, Authority authority, Serial serial) {
    return tx.first(
            "SELECT 1 FROM certificates WHERE authority = ? AND serial = ?",
            row -> true,
            authority.id(),
            serial.hex())
        .isPresent();
  }

  /** Removes some of what an authority issued and answers how many. */
  public static int delete(Tx tx, Authority authority, int most) {
    return tx.update(
        "DELETE FROM certificates WHERE id IN"
            + " (SELECT id FROM certificates WHERE authority = ? LIMIT ?)",
        authority.id(),
        most);
  }
}
