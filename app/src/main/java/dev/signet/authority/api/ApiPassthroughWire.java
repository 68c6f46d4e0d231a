// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.api;

import dev.signet.kernel.Refusal;
import dev.signet.pki.cert.CertificatePolicy;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.name.GeneralName;
import dev.signet.pki.name.SubjectAlternativeName;
import dev.signet.pki.profile.ApiFields;
import dev.signet.wire.generated.acmpca.ApiPassthrough;
import dev.signet.wire.generated.acmpca.CustomExtension;
import dev.signet.wire.generated.acmpca.ExtendedKeyUsage;
import dev.signet.wire.generated.acmpca.Extensions;
import dev.signet.wire.generated.acmpca.PolicyInformation;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what a call of IssueCertificate brings beside the certificate request. */
final class ApiPassthroughWire {
  private ApiPassthroughWire() {}

  /** The subject and the extensions, each where it is given. */
  static ApiFields fields(ApiPassthrough passthrough) {
    Extensions given = passthrough.extensions();
    return ApiFields.of(
        Optional.ofNullable(passthrough.subject()).map(SubjectWire::name),
        given == null ? List.of() : extensions(given));
  }

  private static List<Extension> extensions(Extensions given) {
    List<Extension> all = new ArrayList<>();
    if (given.keyUsage() != null) {
      all.add(Extension.keyUsage(KeyUsageWire.usages(given.keyUsage())));
    }
    List<String> purposes = each(given.extendedKeyUsage(), ApiPassthroughWire::purpose);
    if (!purposes.isEmpty()) {
      all.add(Extension.purposes(false, purposes));
    }
    List<GeneralName> names = each(given.subjectAlternativeNames(), GeneralNameWire::name);
    if (!names.isEmpty()) {
      all.add(Extension.alternativeName(false, new SubjectAlternativeName(names)));
    }
    List<CertificatePolicy> policies =
        each(given.certificatePolicies(), ApiPassthroughWire::policy);
    if (!policies.isEmpty()) {
      all.add(Extension.certificatePolicies(policies));
    }
    all.addAll(each(given.customExtensions(), ApiPassthroughWire::custom));
    return all;
  }

  private static <T, R> List<R> each(@Nullable List<T> given, Function<T, R> reading) {
    return given == null ? List.of() : given.stream().map(reading).toList();
  }

  private static String purpose(ExtendedKeyUsage usage) {
    if ((usage.extendedKeyUsageType() == null)
        == (usage.extendedKeyUsageObjectIdentifier() == null)) {
      throw Refusal.invalid(
          "ExtendedKeyUsage: expected ExtendedKeyUsageType or ExtendedKeyUsageObjectIdentifier,"
              + " and not both");
    }
    return switch (usage.extendedKeyUsageType()) {
      case null -> String.valueOf(usage.extendedKeyUsageObjectIdentifier());
      case SERVER_AUTH -> "1.3.6.1.5.5.7.3.1";
      case CLIENT_AUTH -> "1.3.6.1.5.5.7.3.2";
      case CODE_SIGNING -> "1.3.6.1.5.5.7.3.3";
      case EMAIL_PROTECTION -> "1.3.6.1.5.5.7.3.4";
      case TIME_STAMPING -> "1.3.6.1.5.5.7.3.8";
      case OCSP_SIGNING -> "1.3.6.1.5.5.7.3.9";
      case SMART_CARD_LOGIN -> "1.3.6.1.4.1.311.20.2.2";
      case DOCUMENT_SIGNING -> "1.3.6.1.4.1.311.10.3.12";
      case CERTIFICATE_TRANSPARENCY -> "1.3.6.1.4.1.11129.2.4.4";
    };
  }

  private static CertificatePolicy policy(PolicyInformation policy) {
    return new CertificatePolicy(
        policy.certPolicyId(),
        each(policy.policyQualifiers(), q -> statement(q.qualifier().cpsUri())));
  }

  private static String statement(String uri) {
    new GeneralName.Uri(uri)
        .fault()
        .ifPresent(fault -> {
          throw Refusal.invalid("CpsUri: " + fault);
        });
    return uri;
  }

  private static Extension custom(CustomExtension extension) {
    return Extension.of(
        extension.objectIdentifier(),
        Boolean.TRUE.equals(extension.critical()),
        Base64.getDecoder().decode(extension.value())); // the API's pattern lets nothing else pass
  }
}
