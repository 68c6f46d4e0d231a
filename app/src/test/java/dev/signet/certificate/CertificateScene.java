// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.certificate.api.AcmErrors;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Region;
import dev.signet.kernel.Tags;
import dev.signet.pki.key.KeySpec;
import dev.signet.store.Unrecorded;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.Refusals;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import dev.signet.wire.codec.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * The certificate manager over a CA that does as it is told, in a folder, on the 1st of January.
 */
final class CertificateScene implements AutoCloseable {
  static final Caller CALLER =
      new Caller(AccountId.DEFAULT, Region.DEFAULT, "arn:aws:iam::000000000000:user/admin");
  static final String CA =
      "arn:aws:acm-pca:us-east-1:000000000000:certificate-authority/"
          + "11111111-2222-3333-4444-555555555555";
  static final String NODE = "arn:aws:appmesh:us-east-1:000000000000:mesh/m/virtualNode/n";

  final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  private final SeededEntropy entropy;
  final FakeIssuer issuer;
  private final Path folder;
  Grounds grounds;
  CertificateManager manager;
  private final PublicProfile profile;

  CertificateScene(Path folder, int seed) {
    this(folder, seed, PublicProfile.USUAL);
  }

  /** The same, which has public certificates issued so. */
  CertificateScene(Path folder, int seed, PublicProfile profile) {
    this.folder = folder;
    this.profile = profile;
    this.entropy = new SeededEntropy(seed);
    this.issuer = new FakeIssuer(clock, entropy);
    this.grounds = Grounds.open(folder, clock, entropy);
    this.manager =
        CertificateManager.open(grounds.ground(), issuer, profile, new Lookups(Runnable::run));
  }

  /** Another process on the same folder. */
  void restart() {
    close();
    grounds = Grounds.open(folder, clock, entropy);
    manager =
        CertificateManager.open(grounds.ground(), issuer, profile, new Lookups(Runnable::run));
  }

  CertificateArn request(String name) {
    return request(CertificateNames.of(name, List.of()));
  }

  CertificateArn request(CertificateNames names) {
    return manager
        .certificates()
        .request(
            CALLER,
            new CertificateCommand(
                names, KeySpec.RSA_2048, CA, Tags.NONE, false, Optional.empty()));
  }

  ManagedCertificate find(CertificateArn arn) {
    return manager.certificates().find(CALLER, arn);
  }

  /** What there is of an operation, called. */
  <I, O> O answer(Operation<I, O> operation, I input) {
    return manager.api().signed().find(operation).orElseThrow().answer(CALLER, input);
  }

  void use(String... arns) {
    grounds
        .ground()
        .store()
        .write(tx -> {
          manager.uses().replace(tx, NODE, Set.of(arns));
          tx.unrecorded(Unrecorded.HOUSEKEEPING); // the mesh records it
          return true;
        });
  }

  /** Makes the rows that names are found by as the statement does. */
  void findNames(String statement) {
    grounds
        .ground()
        .store()
        .write(tx -> {
          tx.unrecorded(Unrecorded.HOUSEKEEPING);
          tx.update("DELETE FROM certificate_names");
          return tx.update(statement);
        });
  }

  /** How often that happened to it. */
  long changes(String kind, CertificateArn arn) {
    return grounds.ground().ledger().after(grounds.ground().store(), 0, 10_000).stream()
        .filter(entry -> entry.change().kind().equals(kind))
        .filter(entry -> entry.change().subject().equals(arn.toString()))
        .count();
  }

  static void refused(ThrowingCallable call, String code, String... words) {
    Refusals.refused(new AcmErrors(), call, code, words);
  }

  @Override
  public void close() {
    manager.close();
    grounds.close();
  }
}
