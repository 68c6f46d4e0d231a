// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code managed_certificates} have only where they are public. */
final class PublicTermsTables {
  static final String COLUMNS = "m.validation_method, m.exportable, m.managed_by, m.proofs";

  private PublicTermsTables() {}

  static void put(Tx tx, CertificateArn arn, PublicTerms terms) {
    tx.update(
        "UPDATE managed_certificates SET validation_method = ?, exportable = ?, managed_by = ?,"
            + " proofs = ? WHERE arn = ?",
        terms.method().name(),
        terms.exportable() ? 1 : 0,
        terms.managedBy().orElse(null),
        DomainProof.text(terms.proofs()),
        arn.toString());
  }

  static void setProofs(Tx tx, CertificateArn arn, List<DomainProof> proofs) {
    tx.update(
        "UPDATE managed_certificates SET proofs = ? WHERE arn = ?",
        DomainProof.text(proofs),
        arn.toString());
  }

  /** Ends a request that waited. */
  static void setFailure(Tx tx, CertificateArn arn, IssuanceFailure failure) {
    tx.update(
        "UPDATE managed_certificates SET failure = ? WHERE arn = ?",
        failure.name(),
        arn.toString());
  }

  static Optional<PublicTerms> read(ResultSet row) throws SQLException {
    @Nullable String method = row.getString("validation_method");
    return method == null
        ? Optional.empty()
        : Optional.of(
            new PublicTerms(
                ValidationMethod.valueOf(method),
                row.getInt("exportable") == 1,
                Optional.ofNullable(row.getString("managed_by")),
                DomainProof.parse(row.getString("proofs"))));
  }
}
