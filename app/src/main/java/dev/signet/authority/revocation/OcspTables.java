// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import dev.signet.authority.AuthorityArn;
import dev.signet.authority.lifecycle.Authority;
import dev.signet.key.KeyRef;
import dev.signet.key.NewKey;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.status.OcspSigner;
import dev.signet.store.Tx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Rows of {@code ocsp_issuers}, for which CAs OCSP is answered, and of {@code ocsp_signers}. */
public final class OcspTables {
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

  /** Who signs for an authority. */
  static Optional<OcspSigners.Signer> signer(Tx tx, Authority authority) {
    return tx.first(
        "SELECT s.der, s.key_id, s.installed, k.spec FROM ocsp_signers s"
            + " JOIN keys k ON k.id = s.key_id WHERE s.authority = ?",
        row ->
            signer(
                Certificate.fromDer(row.getBytes(1)),
                new KeyRef(row.getString(2)),
                KeySpec.valueOf(row.getString(4)),
                row.getLong(3)),
        authority.id());
  }

  static OcspSigners.Signer signer(
      Certificate certificate, KeyRef key, KeySpec spec, long installed) {
    return new OcspSigners.Signer(
        new OcspSigner(
            certificate.publicKey(), SignatureScheme.usualFor(spec), Optional.of(certificate)),
        key,
        installed,
        certificate.period().notAfter());
  }

  /** The key of who signs for an authority. */
  static Optional<KeyRef> signerKey(Tx tx, Authority authority) {
    return tx.first(
        "SELECT key_id FROM ocsp_signers WHERE authority = ?",
        row -> new KeyRef(row.getString(1)),
        authority.id());
  }

  /** Another signs from now on; the key is kept already. */
  static void replaceSigner(Tx tx, Authority authority, NewKey key, Certificate certificate) {
    tx.update(
        "INSERT INTO ocsp_signers (authority, installed, key_id, der) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (authority) DO UPDATE SET installed = excluded.installed,"
            + " key_id = excluded.key_id, der = excluded.der",
        authority.id(),
        authority.installed().orElseThrow().id(),
        key.ref().id(),
        certificate.der());
  }

  /** Removes who signs for an authority and answers the key, for it to be destroyed. */
  public static Optional<KeyRef> deleteSigner(Tx tx, Authority authority) {
    Optional<KeyRef> key = signerKey(tx, authority);
    tx.update("DELETE FROM ocsp_signers WHERE authority = ?", authority.id());
    return key;
  }
}
