// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.certificate.domain.PublicNames;
import dev.signet.certificate.domain.ValidationRecord;
import dev.signet.certificate.domain.ValidationTokens;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.store.Once;
import dev.signet.store.Settings;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes requests for public certificates; what becomes of them {@link Validations} finds out. */
public final class PublicRequests {
  /** The change for one that waits for proofs. */
  static final String REQUESTED = "certificate.requested";

  private static final Logger log = LoggerFactory.getLogger(PublicRequests.class);

  /**
   * The setting by which records differ between installations. It is no secret: who knows it can
   * tell which record proves a name, and still has to set that.
   */
  private static final String KEY = "certificate.validation-key";

  private static final int KEY_OCTETS = 32;

  private final Ground ground;
  private final CertificateRecords records;
  private final Validations validations;
  private final PublicIssuer issuer;
  private final String suffix;

  PublicRequests(
      Ground ground,
      CertificateRecords records,
      Validations validations,
      PublicIssuer issuer,
      String suffix) {
    this.ground = ground;
    this.records = records;
    this.validations = validations;
    this.issuer = issuer;
    this.suffix = suffix;
  }

  /**
   * Requests a public certificate and answers its ARN; it waits for the proofs of its names.
   *
   * @throws dev.signet.kernel.Refusal also where nobody issues public certificates here
   */
  public CertificateArn request(Caller caller, PublicCommand command) {
    String authority = issuer.authority();
    Optional<Once> once =
        command
            .token()
            .map(token -> ManagedCertificates.once(caller.home(), token, command.fingerprint()));
    ValidationTokens tokens = new ValidationTokens(key(), suffix);
    return ground
        .store()
        .write(tx -> {
          Instant now = ground.now();
          Optional<CertificateArn> earlier =
              once.flatMap(call -> ManagedCertificates.answer(tx, call, now));
          if (earlier.isPresent()) {
            return earlier.get();
          }
          ManagedCertificate certificate = draft(caller, command, authority, tokens, now);
          record(tx, caller, certificate, now);
          once.ifPresent(call -> call.remember(tx, certificate.arn().toString(), now));
          return certificate.arn();
        });
  }

  private ManagedCertificate draft(
      Caller caller,
      PublicCommand command,
      String authority,
      ValidationTokens tokens,
      Instant now) {
    boolean possible = command.names().all().stream().allMatch(PublicNames::isPublic);
    return new ManagedCertificate(
        CertificateArn.in(caller.home(), ground.entropy().uuid()),
        command.names(),
        command.keySpec(),
        Optional.of(authority),
        Optional.of(
            new PublicTerms(
                command.method(),
                command.exportable(),
                command.managedBy(),
                proofs(caller, command, tokens))),
        now,
        command.tags(),
        true, // all that is public is logged, whatever was wished
        possible
            ? new ManagedCertificate.Outcome.Pending()
            : new ManagedCertificate.Outcome.Failed(IssuanceFailure.INVALID_PUBLIC_DOMAIN),
        List.of(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  private static List<DomainProof> proofs(
      Caller caller, PublicCommand command, ValidationTokens tokens) {
    return command.names().all().stream()
        .map(name -> {
          ValidationRecord record = tokens.of(caller.account(), name);
          return new DomainProof(
              name,
              command.mailDomains().getOrDefault(name, name),
              record.name(),
              record.value(),
              false);
        })
        .toList();
  }

  private void record(Tx tx, Caller caller, ManagedCertificate certificate, Instant now) {
    ManagedCertificateTables.insert(tx, certificate);
    if (!certificate.isPending()) {
      records.append(tx, caller, now, "certificate.failed", certificate.arn());
      return;
    }
    records.append(tx, caller, now, REQUESTED, certificate.arn());
    validations.expect(tx, certificate.arn());
    ValidationMethod method = certificate.terms().orElseThrow().method();
    if (method != ValidationMethod.DNS) {
      log.warn(
          "{} waits for a proof by {}, of which nothing is sent or looked for here: expected DNS",
          certificate.arn(),
          method);
    }
  }

  private byte[] key() {
    Optional<String> known = ground.store().read(tx -> Settings.get(tx, KEY));
    return HexFormat.of().parseHex(known.orElseGet(this::newKey));
  }

  private String newKey() {
    String fresh = HexFormat.of().formatHex(ground.entropy().bytes(KEY_OCTETS));
    return ground
        .store()
        .write(tx -> {
          tx.unrecorded(Unrecorded.HOUSEKEEPING); // says nothing of anybody
          Optional<String> raced = Settings.get(tx, KEY);
          if (raced.isEmpty()) {
            Settings.put(tx, KEY, fresh);
          }
          return raced.orElse(fresh);
        });
  }
}
