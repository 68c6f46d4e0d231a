// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.key.NewKey;
import dev.signet.ledger.Change;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.key.KeySpec;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Takes certificates that were issued elsewhere, with their keys (ImportCertificate). */
public final class Imports {
  /** The change for one that somebody brought. */
  static final String IMPORTED = "certificate.imported";

  /** The change for one that took its place. */
  public static final String REIMPORTED = "certificate.reimported";

  private final Ground ground;
  private final CertificateRecords records;

  Imports(Ground ground, CertificateRecords records) {
    this.ground = ground;
    this.records = records;
  }

  /**
   * What somebody brings.
   *
   * @param certificate PEM
   * @param privateKey PEM, in the clear
   * @param chain PEM; empty for one that vouches for itself
   */
  public record Material(Octets certificate, Octets privateKey, Optional<Octets> chain) {
    /** Says what it is and not what it holds. */
    @Override
    public String toString() {
      return "certificate with its key";
    }
  }

  /** What was checked: the chain is the leaf's and the key is its. */
  private record Checked(Chain chain, KeySpec spec, NewKey key) {
    ManagedCertificate.Outcome.Issued at(Instant now) {
      return new ManagedCertificate.Outcome.Issued(key.ref(), chain, now);
    }
  }

  /** Takes it as a new one; twice the same are two. */
  public CertificateArn add(Caller caller, Material material, Tags tags) {
    Checked checked = check(material);
    CertificateArn arn = CertificateArn.in(caller.home(), ground.entropy().uuid());
    return ground
        .store()
        .write(tx -> {
          Instant now = ground.now();
          ground.vault().keep(tx, checked.key());
          ManagedCertificateTables.insert(tx, imported(arn, checked, tags, now));
          records.append(tx, caller, now, IMPORTED, arn);
          return arn;
        });
  }

  /** Puts it into the place of an earlier import: the same ARN, tags and users. */
  public void replace(Caller caller, CertificateArn arn, Material material) {
    requireImported(records.find(caller, arn));
    Checked checked = check(material);
    ground
        .store()
        .write(tx -> {
          replace(tx, caller, CertificateRecords.existing(tx, caller, arn), checked);
          return true;
        });
  }

  private void replace(Tx tx, Caller caller, ManagedCertificate old, Checked checked) {
    Instant now = ground.now();
    requireImported(old);
    Certificate leaf = checked.chain().first();
    ReimportRules.require(old.current().orElseThrow().leaf(), leaf);
    ground.vault().keep(tx, checked.key());
    ManagedCertificateTables.addVersion(tx, old.arn(), checked.at(now));
    ManagedCertificateTables.setNames(tx, old.arn(), CertificateNames.of(leaf));
    Change replaced = records.append(tx, caller, now, REIMPORTED, old.arn());
    records.dropKeys(tx, old.arn(), CertificateRecords.KEPT, replaced);
  }

  private static void requireImported(ManagedCertificate certificate) {
    if (certificate.origin() != CertificateOrigin.IMPORTED) {
      throw Refusal.invalid(
          "Certificate ARN: " + certificate.arn() + " was not imported: expected one that was");
    }
  }

  private Checked check(Material material) {
    Certificate leaf = ImportRules.certificate(material.certificate().bytes());
    byte[] pkcs8 = ImportRules.privateKey(material.privateKey().bytes());
    try {
      KeySpec spec = ImportRules.keySpec(leaf);
      NewKey key =
          ground
              .vault()
              .adopt(pkcs8, leaf.publicKey())
              .orElseThrow(
                  () -> Refusal.invalid("The private key is not a match for the public key."));
      ImportRules.requireInForce(leaf, ground.now());
      return new Checked(
          ImportRules.chain(leaf, material.chain().map(Octets::bytes), ground.verifier()),
          spec,
          key);
    } finally {
      Arrays.fill(pkcs8, (byte) 0);
    }
  }

  private static ManagedCertificate imported(
      CertificateArn arn, Checked checked, Tags tags, Instant now) {
    return new ManagedCertificate(
        arn,
        CertificateNames.of(checked.chain().first()),
        checked.spec(),
        Optional.empty(),
        Optional.empty(),
        now,
        tags,
        false,
        checked.at(now),
        List.of(),
        false,
        Optional.empty(),
        Optional.empty());
  }
}
