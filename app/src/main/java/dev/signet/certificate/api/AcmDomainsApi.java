// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.api;

import dev.signet.certificate.CertificateOrigin;
import dev.signet.certificate.DomainProof;
import dev.signet.certificate.ManagedCertificate;
import dev.signet.certificate.PublicTerms;
import dev.signet.wire.generated.acm.DnsValidationChallenge;
import dev.signet.wire.generated.acm.DomainStatus;
import dev.signet.wire.generated.acm.DomainValidation;
import dev.signet.wire.generated.acm.DomainValidationSummary;
import dev.signet.wire.generated.acm.EmailValidationChallenge;
import dev.signet.wire.generated.acm.HttpRedirect;
import dev.signet.wire.generated.acm.RecordType;
import dev.signet.wire.generated.acm.ResourceRecord;
import dev.signet.wire.generated.acm.ValidationChallenge;
import dev.signet.wire.generated.acm.ValidationConfiguration;
import dev.signet.wire.generated.acm.ValidationMethod;
import java.util.List;
import java.util.stream.Stream;

/** Translates what is known of the names of a certificate. */
final class AcmDomainsApi {
  private static final List<String> KEEPERS =
      List.of("admin", "administrator", "hostmaster", "postmaster", "webmaster");

  private AcmDomainsApi() {}

  /**
   * One entry per name, so that the stock waiter for validation ends; none of imports is checked.
   */
  static List<DomainValidation> validations(ManagedCertificate certificate) {
    if (certificate.terms().isPresent()) {
      PublicTerms terms = certificate.terms().get();
      return terms.proofs().stream()
          .map(proof -> validation(terms, proof, status(certificate, proof)))
          .toList();
    }
    if (certificate.origin() == CertificateOrigin.IMPORTED) {
      return certificate.names().all().stream().map(DomainValidation::of).toList();
    }
    DomainStatus status =
        certificate.current().isPresent() ? DomainStatus.SUCCESS : DomainStatus.FAILED;
    return certificate.names().all().stream()
        .map(name ->
            DomainValidation.of(name).withValidationDomain(name).withValidationStatus(status))
        .toList();
  }

  /** The same as the newest renewal found them. */
  static List<DomainValidation> ofRenewal(ManagedCertificate certificate) {
    return certificate
        .terms()
        .map(terms ->
            terms.proofs().stream().map(proof -> validation(terms, proof, found(proof))).toList())
        .orElseGet(() -> validations(certificate));
  }

  private static DomainStatus found(DomainProof proof) {
    return proof.proven() ? DomainStatus.SUCCESS : DomainStatus.PENDING_VALIDATION;
  }

  private static DomainStatus status(ManagedCertificate certificate, DomainProof proof) {
    return switch (certificate.outcome()) {
      case ManagedCertificate.Outcome.Pending _ -> found(proof);
      case ManagedCertificate.Outcome.Issued _ -> DomainStatus.SUCCESS;
      case ManagedCertificate.Outcome.Failed _ ->
          proof.proven() ? DomainStatus.SUCCESS : DomainStatus.FAILED;
    };
  }

  private static DomainValidation validation(
      PublicTerms terms, DomainProof proof, DomainStatus status) {
    DomainValidation validation =
        DomainValidation.of(proof.name())
            .withValidationDomain(proof.mailDomain())
            .withValidationStatus(status)
            .withValidationMethod(method(terms));
    return switch (terms.method()) {
      case DNS -> validation.withResourceRecord(record(proof));
      case EMAIL -> validation.withValidationEmails(emails(proof));
      case HTTP -> validation.withHttpRedirect(redirect(proof));
    };
  }

  private static ValidationMethod method(PublicTerms terms) {
    return ValidationMethod.valueOf(terms.method().name());
  }

  private static ResourceRecord record(DomainProof proof) {
    return new ResourceRecord(proof.recordName(), RecordType.CNAME, proof.recordValue());
  }

  private static List<String> emails(DomainProof proof) {
    String domain = proof.mailDomain().replaceFirst("^(\\*|www)\\.", "");
    return KEEPERS.stream().map(keeper -> keeper + "@" + domain).toList();
  }

  /** The label of the record stands for the token. */
  private static HttpRedirect redirect(DomainProof proof) {
    String token = proof.recordName().substring(1, proof.recordName().indexOf('.'));
    String path = "/.well-known/pki-validation/" + token + ".txt";
    String value = proof.recordValue().substring(1, proof.recordValue().length() - 1);
    return new HttpRedirect("http://" + proof.name() + path, "https://" + value + path);
  }

  /** As ListCertificateDomainValidations shows them. */
  static List<DomainValidationSummary> summaries(ManagedCertificate certificate) {
    return certificate
        .terms()
        .map(terms -> terms.proofs().stream().map(proof -> summary(certificate, terms, proof)))
        .orElseGet(() -> certificate.names().all().stream().map(DomainValidationSummary::of))
        .toList();
  }

  private static DomainValidationSummary summary(
      ManagedCertificate certificate, PublicTerms terms, DomainProof proof) {
    ValidationConfiguration configuration =
        ValidationConfiguration.of()
            .withValidationMethod(method(terms))
            .withValidationStatus(status(certificate, proof));
    Stream<ValidationChallenge> challenge =
        switch (terms.method()) {
          case DNS ->
              Stream.of(
                  new ValidationChallenge.DnsValidationChallenge(
                      DnsValidationChallenge.of().withResourceRecord(record(proof))));
          case EMAIL ->
              Stream.of(
                  new ValidationChallenge.EmailValidationChallenge(
                      new EmailValidationChallenge(emails(proof), proof.mailDomain())));
          case HTTP -> Stream.empty(); // the API has no form for it
        };
    return DomainValidationSummary.of(proof.name())
        .withActiveValidationConfiguration(
            configuration.withValidationChallenge(challenge.findFirst().orElse(null)));
  }
}
