// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.lifecycle;

import dev.signet.pki.cert.Chain;
import dev.signet.store.Tx;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** What is measured of all authorities that are not deleted, in one query each. */
public final class FigureTables {
  private FigureTables() {}

  /** When the installed certificate of an authority ends. */
  public record End(String arn, Instant notAfter) {}

  /** The ends of all that have a certificate. */
  public static List<End> ends(Tx tx) {
    return tx.list(
        "SELECT a.arn, c.not_after FROM authorities a"
            + " JOIN authority_certificates c ON c.id = a.installed"
            + " WHERE a.restorable_until IS NULL ORDER BY a.id",
        row -> new End(row.getString(1), Instant.ofEpochSecond(row.getLong(2))));
  }

  /**
   * How old the CRLs of an authority are.
   *
   * @param madeAt of the oldest, where there are several
   * @param nextUpdate the earliest
   */
  public record CrlAge(String arn, Instant madeAt, Instant nextUpdate) {}

  /** The ages of what all that publish CRLs publish. */
  public static List<CrlAge> crlAges(Tx tx) {
    return tx.list(
        "SELECT a.arn, MIN(k.made_at), MIN(k.next_update) FROM crls k"
            + " JOIN authorities a ON a.id = k.authority"
            + " JOIN authority_revocation r ON r.authority = k.authority"
            + " WHERE a.restorable_until IS NULL AND r.crl_days IS NOT NULL"
            + " GROUP BY a.id, a.arn ORDER BY a.id",
        row ->
            new CrlAge(
                row.getString(1),
                Instant.ofEpochMilli(row.getLong(2)),
                Instant.ofEpochSecond(row.getLong(3))));
  }

  /** Whether something was installed before ends had a column. */
  public static boolean isToFillIn(Tx tx) {
    return tx.first(
            "SELECT id FROM authority_certificates WHERE not_after IS NULL LIMIT 1",
            row -> row.getLong(1))
        .isPresent();
  }

  /** Fills in some of these ends, and answers how many. */
  public static int fillIn(Tx tx, int most) {
    List<Unread> unread =
        tx.list(
            "SELECT id, chain FROM authority_certificates WHERE not_after IS NULL LIMIT ?",
            row -> new Unread(row.getLong(1), row.getString(2)),
            most);
    unread.forEach(each ->
        tx.update(
            "UPDATE authority_certificates SET not_after = ? WHERE id = ?",
            each.notAfter().getEpochSecond(),
            each.id()));
    return unread.size();
  }

  private record Unread(long id, String chain) {
    Instant notAfter() {
      byte[] pem = chain.getBytes(StandardCharsets.US_ASCII);
      return Chain.parse(pem).first().period().notAfter();
    }
  }
}
