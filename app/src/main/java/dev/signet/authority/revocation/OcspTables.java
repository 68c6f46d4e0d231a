// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import dev.signet.authority.AuthorityArn;
import dev.signet.authority.lifecycle.Authority;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.codec.Octets;
import dev.signet.store.Tx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Rows of {@code ocsp_issuers}: for which CAs OCSP is answered. */
final class OcspTables {
  private OcspTables() {}

  /** The authority with this hash of its key. */
  static Optional<AuthorityArn> find(Tx tx, Octets keyHash) {
    return tx.first(
        "SELECT a.arn FROM ocsp_issuers o JOIN authorities a ON a.id = o.authority"
            + " WHERE o.key_hash = ?",
        row -> AuthorityArn.of(row.getString(1)),
        keyHash.hex());
  }

  /** Every CA certificate that an authority ever had: certificates name their issuer by it. */
  static List<Certificate> installed(Tx tx, Authority authority) {
    return tx.list(
        "SELECT chain FROM authority_certificates WHERE authority = ?",
        row -> Chain.parse(row.getString(1).getBytes(StandardCharsets.US_ASCII)).first(),
        authority.id());
  }
}
