// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.api;

import dev.signet.certificate.CertificateArn;
import dev.signet.certificate.CertificateCommand;
import dev.signet.certificate.CertificateNames;
import dev.signet.certificate.CertificateReason;
import dev.signet.certificate.ManagedCertificates;
import dev.signet.certificate.PublicCommand;
import dev.signet.certificate.PublicRequests;
import dev.signet.kernel.Arn;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.pki.key.KeySpec;
import dev.signet.wire.generated.acm.CertificateExport;
import dev.signet.wire.generated.acm.CertificateOptions;
import dev.signet.wire.generated.acm.CertificateTransparencyLoggingPreference;
import dev.signet.wire.generated.acm.DomainValidationOption;
import dev.signet.wire.generated.acm.KeyAlgorithm;
import dev.signet.wire.generated.acm.RequestCertificateRequest;
import dev.signet.wire.generated.acm.RequestCertificateResponse;
import dev.signet.wire.generated.acm.ValidationMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** RequestCertificate: private where it names a CA, public where it names none. */
final class AcmRequestApi {
  private final ManagedCertificates certificates;
  private final PublicRequests publicRequests;

  AcmRequestApi(AcmApi.Services services) {
    this.certificates = services.certificates();
    this.publicRequests = services.publicRequests();
  }

  RequestCertificateResponse request(Caller caller, RequestCertificateRequest request) {
    CertificateNames names =
        CertificateNames.of(
            request.domainName(),
            request.subjectAlternativeNames() == null
                ? List.of()
                : request.subjectAlternativeNames());
    Tags tags = Tags.of(AcmTagsWire.given(request.tags()));
    String authority = request.certificateAuthorityArn();
    CertificateArn arn =
        authority == null
            ? publicRequests.request(caller, publicCommand(caller, request, names, tags))
            : certificates.request(caller, privateCommand(caller, request, names, tags, authority));
    return RequestCertificateResponse.of().withCertificateArn(arn.toString());
  }

  private static CertificateCommand privateCommand(
      Caller caller,
      RequestCertificateRequest request,
      CertificateNames names,
      Tags tags,
      String authority) {
    requireAuthority(caller, authority);
    KeySpec key = keySpec(caller, request.keyAlgorithm());
    if (request.options() != null && request.options().export() != null) {
      throw Refusal.invalid(
          "One or more of the options specified in the request are not supported for PRIVATE"
              + " certificate types");
    }
    return new CertificateCommand(
        names,
        key,
        authority,
        tags,
        wantsTransparency(request.options()),
        Optional.ofNullable(request.idempotencyToken()));
  }

  private static PublicCommand publicCommand(
      Caller caller, RequestCertificateRequest request, CertificateNames names, Tags tags) {
    return new PublicCommand(
        names,
        keySpec(caller, request.keyAlgorithm()),
        method(request),
        mailDomains(names, request.domainValidationOptions()),
        request.options() != null && request.options().export() == CertificateExport.ENABLED,
        Optional.ofNullable(request.managedBy()).map(by -> by.value()),
        tags,
        Optional.ofNullable(request.idempotencyToken()));
  }

  private static dev.signet.certificate.ValidationMethod method(RequestCertificateRequest request) {
    ValidationMethod method = request.validationMethod();
    if (method == ValidationMethod.HTTP && request.managedBy() == null) {
      throw Refusal.invalid("ValidationMethod HTTP: expected ManagedBy CLOUDFRONT beside it");
    }
    return method == null
        ? dev.signet.certificate.ValidationMethod.EMAIL
        : dev.signet.certificate.ValidationMethod.valueOf(method.name());
  }

  private static Map<String, String> mailDomains(
      CertificateNames names, @Nullable List<DomainValidationOption> options) {
    Map<String, String> domains = new HashMap<>();
    for (DomainValidationOption option :
        options == null ? List.<DomainValidationOption>of() : options) {
      String name = option.domainName().toLowerCase(Locale.ROOT);
      String domain = option.validationDomain().toLowerCase(Locale.ROOT);
      requireAbove(names, name, domain);
      domains.put(name, domain);
    }
    return domains;
  }

  /** Refuses a domain for mails that is neither one of the names nor above it. */
  static void requireAbove(CertificateNames names, String name, String domain) {
    if (!names.all().contains(name)) {
      throw new Refusal(
          CertificateReason.NO_SUCH_MAIL_DOMAIN,
          "DomainName '" + name + "': expected one of " + String.join(", ", names.all()));
    }
    if (!name.equals(domain) && !name.endsWith("." + domain)) {
      throw new Refusal(
          CertificateReason.NO_SUCH_MAIL_DOMAIN,
          "ValidationDomain '" + domain + "': expected " + name + " or a domain above it");
    }
  }

  private static boolean wantsTransparency(@Nullable CertificateOptions options) {
    return options != null
        && options.certificateTransparencyLoggingPreference()
            == CertificateTransparencyLoggingPreference.ENABLED;
  }

  private static KeySpec keySpec(Caller caller, @Nullable KeyAlgorithm algorithm) {
    return switch (algorithm) {
      case null -> KeySpec.RSA_2048;
      case RSA_2048 -> KeySpec.RSA_2048;
      case EC_PRIME256V1 -> KeySpec.EC_P256;
      case EC_SECP384R1 -> KeySpec.EC_P384;
      case RSA_1024, RSA_3072, RSA_4096, EC_SECP521R1 ->
          throw Refusal.invalid(
              "Encryption Algorithm "
                  + algorithm.value()
                  + " is not supported in "
                  + caller.region()
                  + " region");
    };
  }

  /** Only what names a CA at all is asked for a certificate; the CA then judges the rest. */
  private static void requireAuthority(Caller caller, String text) {
    boolean fits =
        Arn.parse(text)
            .filter(arn -> arn.service().equals("acm-pca"))
            .filter(arn -> arn.region().equals(caller.region().name()))
            .filter(arn -> arn.resource().startsWith("certificate-authority/"))
            .isPresent();
    if (!fits) {
      throw CertificateArn.invalid(text);
    }
  }
}
