// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.lifecycle;

import dev.signet.authority.AuthorityArn;
import dev.signet.authority.lifecycle.RevocationSettings.Crl;
import dev.signet.authority.lifecycle.RevocationSettings.Ocsp;
import dev.signet.pki.codec.Octets;
import dev.signet.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of {@code authority_revocation}. */
final class RevocationSettingsTables {
  /** The columns, of a row that may be missing. */
  static final String COLUMNS =
      "r.crl_days, r.crl_host, r.crl_bucket, r.crl_everybody, r.crl_omitted, r.crl_partitioned, r.crl_path,"
          + " r.ocsp, r.ocsp_host";

  private RevocationSettingsTables() {}

  static void put(Tx tx, AuthorityArn arn, RevocationSettings settings) {
    @Nullable Crl crl = settings.crl().orElse(null);
    tx.update(
        "INSERT INTO authority_revocation (authority, crl_days, crl_host, crl_bucket, crl_everybody,"
            + " crl_omitted, crl_partitioned, crl_path, ocsp, ocsp_host)"
            + " SELECT id, CAST(? AS BIGINT), ?, ?, ?, ?, ?, ?, ?, ? FROM authorities WHERE arn = ?"
            + " ON CONFLICT (authority) DO UPDATE SET crl_days = excluded.crl_days,"
            + " crl_host = excluded.crl_host, crl_bucket = excluded.crl_bucket,"
            + " crl_everybody = excluded.crl_everybody, crl_omitted = excluded.crl_omitted,"
            + " crl_partitioned = excluded.crl_partitioned, crl_path = excluded.crl_path,"
            + " ocsp = excluded.ocsp, ocsp_host = excluded.ocsp_host",
        crl == null ? null : crl.days(),
        crl == null ? null : crl.host().orElse(null),
        crl == null ? null : crl.bucket().orElse(null),
        crl != null && crl.everybody() ? 1 : 0,
        crl != null && crl.omitted() ? 1 : 0,
        crl != null && crl.partitioned() ? 1 : 0,
        crl == null ? null : crl.path().orElse(null),
        settings.ocsp().isPresent() ? 1 : 0,
        settings.ocsp().flatMap(Ocsp::host).orElse(null),
        arn.toString());
  }

  /** From now on OCSP is answered under this hash of an authority's key, whatever is set later. */
  static void answerUnder(Tx tx, AuthorityArn arn, Octets keyHash) {
    tx.update(
        "INSERT INTO ocsp_issuers (key_hash, authority) SELECT ?, id FROM authorities"
            + " WHERE arn = ? ON CONFLICT (key_hash) DO NOTHING",
        keyHash.hex(),
        arn.toString());
  }

  static RevocationSettings read(ResultSet row) throws SQLException {
    int days = row.getInt("crl_days");
    Optional<Crl> crl =
        row.wasNull()
            ? Optional.empty()
            : Optional.of(
                new Crl(
                    days,
                    Optional.ofNullable(row.getString("crl_host")),
                    Optional.ofNullable(row.getString("crl_bucket")),
                    row.getInt("crl_everybody") == 1,
                    row.getInt("crl_omitted") == 1,
                    row.getInt("crl_partitioned") == 1,
                    Optional.ofNullable(row.getString("crl_path"))));
    Optional<Ocsp> ocsp =
        row.getInt("ocsp") == 1
            ? Optional.of(new Ocsp(Optional.ofNullable(row.getString("ocsp_host"))))
            : Optional.empty();
    return new RevocationSettings(crl, ocsp);
  }
}
