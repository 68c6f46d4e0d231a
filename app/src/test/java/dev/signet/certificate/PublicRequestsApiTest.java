// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.DnsServer;
import dev.signet.testkit.Eventually;
import dev.signet.testkit.SignetExtension;
import dev.signet.testkit.calls.CallRefused;
import dev.signet.wire.codec.Blob;
import dev.signet.wire.codec.Operation;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acm.CertificateDetail;
import dev.signet.wire.generated.acm.CertificateExport;
import dev.signet.wire.generated.acm.CertificateOptions;
import dev.signet.wire.generated.acm.CertificateStatus;
import dev.signet.wire.generated.acm.CertificateSummary;
import dev.signet.wire.generated.acm.CertificateTransparencyLoggingPreference;
import dev.signet.wire.generated.acm.DomainStatus;
import dev.signet.wire.generated.acm.DomainValidation;
import dev.signet.wire.generated.acm.DomainValidationOption;
import dev.signet.wire.generated.acm.ExportCertificateRequest;
import dev.signet.wire.generated.acm.Filters;
import dev.signet.wire.generated.acm.GetCertificateRequest;
import dev.signet.wire.generated.acm.KeyAlgorithm;
import dev.signet.wire.generated.acm.ListCertificateDomainValidationsRequest;
import dev.signet.wire.generated.acm.ListCertificatesRequest;
import dev.signet.wire.generated.acm.RequestCertificateRequest;
import dev.signet.wire.generated.acm.ResendValidationEmailRequest;
import dev.signet.wire.generated.acm.RevocationReason;
import dev.signet.wire.generated.acm.RevokeCertificateRequest;
import dev.signet.wire.generated.acm.UpdateCertificateOptionsRequest;
import dev.signet.wire.generated.acm.ValidationMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Public certificates by the API of a whole server: stand-in, DNS, and a zone that it updates. */
@SuppressWarnings("NullAway")
final class PublicRequestsApiTest {
  private static final String KEY = "hmac-sha256:signet:c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0IQ==";
  private static final DnsServer DNS = DnsServer.updatedWith(KEY);
  private static final Path KEY_FILE = keyFile();

  @RegisterExtension
  static final SignetExtension signet =
      SignetExtension.at("2026-01-01T00:00:00Z")
          .provenBy(
              PublicProfile.of(
                  "stand-in",
                  List.of(DNS.address()),
                  PublicProfile.USUAL_SUFFIX,
                  List.of(
                      "rfc2136://" + DNS.address() + "/kept.example.com?key-file=" + KEY_FILE,
                      "rfc2136://" + DNS.address() + "/wrong.example.com?key-file=/dev/null")));

  private static Path keyFile() {
    try {
      return Files.writeString(Files.createTempFile("tsig", ".key"), KEY + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void close() throws IOException {
    DNS.close();
    Files.delete(KEY_FILE);
  }

  @Test
  void aRequestShowsItsRecordAndEndsWithACertificateOfTheStandIn() {
    String arn = request(dns("www.example.com"));
    CertificateDetail pending = describe(arn);
    assertThat(pending.status()).isEqualTo(CertificateStatus.PENDING_VALIDATION);
    assertThat(pending.subject()).isEqualTo("CN=www.example.com");
    assertThat(pending.issuer()).isEqualTo("Amazon");
    assertThat(pending.options().export()).isEqualTo(CertificateExport.DISABLED);
    refused(
        () -> call(Acm.GET_CERTIFICATE, new GetCertificateRequest(arn)),
        "RequestInProgressException");
    DomainValidation validation = validation(pending);
    assertThat(validation.validationStatus()).isEqualTo(DomainStatus.PENDING_VALIDATION);
    DNS.cname(validation.resourceRecord().name(), validation.resourceRecord().value());
    String second = request(dns("www.example.com").withKeyAlgorithm(KeyAlgorithm.EC_PRIME256V1));
    assertThat(validation(describe(second)).resourceRecord())
        .isEqualTo(validation.resourceRecord());
    issued(second); // its record is there already
    signet.clock().advance(Duration.ofSeconds(5));
    CertificateDetail issued = issued(arn);
    assertThat(issued.certificateAuthorityArn()).isNull();
    assertThat(issued.issuer()).isEqualTo("Amazon");
    assertThat(validation(issued).validationStatus()).isEqualTo(DomainStatus.SUCCESS);
    assertThat(issued.extendedKeyUsages())
        .extracting(usage -> usage.oid())
        .containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(
            call(
                    Acm.LIST_CERTIFICATE_DOMAIN_VALIDATIONS,
                    ListCertificateDomainValidationsRequest.of(arn))
                .domainValidationSummaryList())
        .first()
        .satisfies(summary ->
            assertThat(summary.activeValidationConfiguration().validationStatus())
                .isEqualTo(DomainStatus.SUCCESS));
    refused(() -> export(arn), "ValidationException", "Export ENABLED");
  }

  @Test
  void aZoneThatTheServerUpdatesNeedsNobody() {
    String arn =
        request(
            dns("www.kept.example.com")
                .withSubjectAlternativeNames(List.of("*.kept.example.com"))
                .withOptions(CertificateOptions.of().withExport(CertificateExport.ENABLED)));
    issued(arn);
    assertThat(
            call(
                    Acm.LIST_CERTIFICATES,
                    ListCertificatesRequest.of()
                        .withIncludes(Filters.of().withExportOption(CertificateExport.ENABLED)))
                .certificateSummaryList())
        .extracting(CertificateSummary::certificateArn)
        .containsExactly(arn);
    export(arn);
    call(Acm.REVOKE_CERTIFICATE, new RevokeCertificateRequest(arn, RevocationReason.SUPERSEDED));
    assertThat(describe(arn).status()).isEqualTo(CertificateStatus.REVOKED);
  }

  @Test
  void aZoneWhoseKeyIsWrongStaysAsItIs() {
    String arn = request(dns("www.wrong.example.com"));
    String record = validation(describe(arn)).resourceRecord().name();
    Eventually.eventually(
        "somebody looked twice",
        () -> {
          signet.clock().advance(Duration.ofSeconds(5));
          return DNS.asked(record) > 1;
        });
    assertThat(describe(arn).status()).isEqualTo(CertificateStatus.PENDING_VALIDATION);
  }

  @Test
  void optionsOfPublicCertificatesNeverChange() {
    String arn = request(dns("fixed.kept.example.com"));
    issued(arn);
    update(
        arn,
        CertificateOptions.of()
            .withCertificateTransparencyLoggingPreference(
                CertificateTransparencyLoggingPreference.DISABLED));
    update(arn, CertificateOptions.of().withExport(CertificateExport.DISABLED));
    refused(
        () -> update(arn, CertificateOptions.of().withExport(CertificateExport.ENABLED)),
        "ValidationException");
    refused(
        () -> update(arn, CertificateOptions.of().withValidationMethod(ValidationMethod.DNS)),
        "InvalidStateException");
  }

  @Test
  void mailsAreNamedAndNobodySendsThem() {
    String arn =
        request(
            RequestCertificateRequest.of("www.example.com")
                .withDomainValidationOptions(
                    List.of(new DomainValidationOption("www.example.com", "example.com"))));
    DomainValidation validation = validation(describe(arn));
    assertThat(validation.validationMethod()).isEqualTo(ValidationMethod.EMAIL);
    assertThat(validation.validationEmails())
        .containsExactly(
            "admin@example.com",
            "administrator@example.com",
            "hostmaster@example.com",
            "postmaster@example.com",
            "webmaster@example.com");
    call(
        Acm.RESEND_VALIDATION_EMAIL,
        new ResendValidationEmailRequest(arn, "www.example.com", "example.com"));
    refused(
        () ->
            call(
                Acm.RESEND_VALIDATION_EMAIL,
                new ResendValidationEmailRequest(arn, "www.example.com", "example.org")),
        "InvalidDomainValidationOptionsException");
    assertThat(describe(arn).status()).isEqualTo(CertificateStatus.PENDING_VALIDATION);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    refused(
        () -> request(dns("www.example.com").withValidationMethod(ValidationMethod.HTTP)),
        "ValidationException",
        "CLOUDFRONT");
    refused(
        () ->
            request(
                dns("www.example.com")
                    .withDomainValidationOptions(
                        List.of(new DomainValidationOption("other.example.com", "example.com")))),
        "InvalidDomainValidationOptionsException");
    refused(
        () -> request(dns("www.example.com").withKeyAlgorithm(KeyAlgorithm.EC_SECP521R1)),
        "ValidationException");
  }

  private static RequestCertificateRequest dns(String name) {
    return RequestCertificateRequest.of(name).withValidationMethod(ValidationMethod.DNS);
  }

  private static String request(RequestCertificateRequest request) {
    return Objects.requireNonNull(call(Acm.REQUEST_CERTIFICATE, request).certificateArn());
  }

  private static CertificateDetail describe(String arn) {
    return signet.acm().describe(arn);
  }

  private static CertificateDetail issued(String arn) {
    Eventually.eventually(
        arn + " is issued", () -> describe(arn).status() == CertificateStatus.ISSUED);
    return describe(arn);
  }

  private static void export(String arn) {
    call(
        Acm.EXPORT_CERTIFICATE,
        new ExportCertificateRequest(arn, Blob.of("word".getBytes(StandardCharsets.US_ASCII))));
  }

  private static void update(String arn, CertificateOptions options) {
    call(Acm.UPDATE_CERTIFICATE_OPTIONS, new UpdateCertificateOptionsRequest(arn, options));
  }

  private static DomainValidation validation(CertificateDetail detail) {
    return Objects.requireNonNull(detail.domainValidationOptions()).getFirst();
  }

  private static <I, O> O call(Operation<I, O> operation, I input) {
    return signet.acm().calls().call(operation, input);
  }

  private static void refused(ThrowingCallable call, String error) {
    refused(call, error, "");
  }

  private static void refused(ThrowingCallable call, String error, String words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CallRefused.class, refusal -> assertThat(refusal.error()).isEqualTo(error))
        .hasMessageContaining(words);
  }
}
