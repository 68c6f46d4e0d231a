// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.api;

import dev.signet.certificate.CertificateOrigin;
import dev.signet.certificate.ManagedCertificate;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.name.Attribute;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.SubjectAlternativeName;
import dev.signet.wire.generated.acm.AcmCertificateMetadata;
import dev.signet.wire.generated.acm.CertificateDetail;
import dev.signet.wire.generated.acm.CertificateMetadata;
import dev.signet.wire.generated.acm.CertificateSearchResult;
import dev.signet.wire.generated.acm.CustomAttribute;
import dev.signet.wire.generated.acm.DistinguishedName;
import dev.signet.wire.generated.acm.ExtendedKeyUsage;
import dev.signet.wire.generated.acm.GeneralName;
import dev.signet.wire.generated.acm.KeyAlgorithm;
import dev.signet.wire.generated.acm.KeyUsage;
import dev.signet.wire.generated.acm.X509Attributes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Translates certificates to the results of SearchCertificates. */
final class AcmFoundApi {
  private AcmFoundApi() {}

  static CertificateSearchResult result(ManagedCertificate found, Instant now) {
    CertificateDetail detail = AcmAnswersApi.detail(found, now);
    CertificateSearchResult result =
        CertificateSearchResult.of()
            .withCertificateArn(detail.certificateArn())
            .withCertificateMetadata(
                new CertificateMetadata.AcmCertificateMetadata(metadata(found, detail)));
    return found
        .current()
        .map(issued -> result.withX509Attributes(attributes(issued.leaf(), found, detail)))
        .orElse(result);
  }

  private static AcmCertificateMetadata metadata(
      ManagedCertificate found, CertificateDetail detail) {
    boolean imported = found.origin() == CertificateOrigin.IMPORTED;
    return AcmCertificateMetadata.of()
        .withCreatedAt(detail.createdAt())
        .withExported(imported ? null : found.exported())
        .withImportedAt(detail.importedAt())
        .withInUse(!found.users().isEmpty())
        .withIssuedAt(detail.issuedAt())
        .withRenewalEligibility(detail.renewalEligibility())
        .withRevokedAt(detail.revokedAt())
        .withStatus(detail.status())
        .withRenewalStatus(
            detail.renewalSummary() == null ? null : detail.renewalSummary().renewalStatus())
        .withType(detail.type())
        .withExportOption(detail.options() == null ? null : detail.options().export())
        .withCertificateKeyPairOrigin(detail.certificateKeyPairOrigin());
  }

  private static X509Attributes attributes(
      Certificate leaf, ManagedCertificate found, CertificateDetail detail) {
    return X509Attributes.of()
        .withIssuer(name(leaf.issuer()))
        .withSubject(name(leaf.subject()))
        .withSubjectAlternativeNames(
            leaf.alternativeName().map(SubjectAlternativeName::names).stream()
                .flatMap(List::stream)
                .flatMap(AcmFoundApi::name)
                .toList())
        .withExtendedKeyUsages(
            listed(detail.extendedKeyUsages()).map(ExtendedKeyUsage::name).toList())
        .withKeyUsages(listed(detail.keyUsages()).map(KeyUsage::name).toList())
        .withKeyAlgorithm(key(found.keySpec().awsName()))
        .withSerialNumber(detail.serial())
        .withNotBefore(detail.notBefore())
        .withNotAfter(detail.notAfter());
  }

  private static <T> Stream<T> listed(@Nullable List<T> list) {
    return list == null ? Stream.empty() : list.stream();
  }

  private static KeyAlgorithm key(String awsName) {
    return Stream.of(KeyAlgorithm.values())
        .filter(each -> each.value().equals(awsName))
        .findFirst()
        .orElseThrow();
  }

  /** What the API has no form for is left out. */
  private static Stream<GeneralName> name(dev.signet.pki.name.GeneralName name) {
    return switch (name) {
      case dev.signet.pki.name.GeneralName.Dns(var dns) -> Stream.of(new GeneralName.DnsName(dns));
      case dev.signet.pki.name.GeneralName.Email email ->
          Stream.of(new GeneralName.Rfc822Name(email.address()));
      case dev.signet.pki.name.GeneralName.Directory(var directory) ->
          Stream.of(new GeneralName.DirectoryName(name(directory)));
      case dev.signet.pki.name.GeneralName.Uri(var uri) ->
          Stream.of(new GeneralName.UniformResourceIdentifier(uri));
      case dev.signet.pki.name.GeneralName.Ip ip -> Stream.of(new GeneralName.IpAddress(ip.text()));
      case dev.signet.pki.name.GeneralName.RegisteredId(var oid) ->
          Stream.of(new GeneralName.RegisteredId(oid));
      case dev.signet.pki.name.GeneralName.Opaque _ -> Stream.empty();
    };
  }

  private static DistinguishedName name(dev.signet.pki.name.DistinguishedName name) {
    List<CustomAttribute> custom =
        name.attributes().stream()
            .filter(each -> isCustom(each.oid()))
            .map(AcmFoundApi::custom)
            .toList();
    List<String> components = name.all(AttributeType.DOMAIN_COMPONENT);
    return DistinguishedName.of()
        .withCommonName(first(name, AttributeType.COMMON_NAME))
        .withDomainComponents(components.isEmpty() ? null : components)
        .withCountry(first(name, AttributeType.COUNTRY))
        .withCustomAttributes(custom.isEmpty() ? null : custom)
        .withDistinguishedNameQualifier(first(name, AttributeType.DISTINGUISHED_NAME_QUALIFIER))
        .withGenerationQualifier(first(name, AttributeType.GENERATION_QUALIFIER))
        .withGivenName(first(name, AttributeType.GIVEN_NAME))
        .withInitials(first(name, AttributeType.INITIALS))
        .withLocality(first(name, AttributeType.LOCALITY))
        .withOrganization(first(name, AttributeType.ORGANIZATION))
        .withOrganizationalUnit(first(name, AttributeType.ORGANIZATIONAL_UNIT))
        .withPseudonym(first(name, AttributeType.PSEUDONYM))
        .withSerialNumber(first(name, AttributeType.SERIAL_NUMBER))
        .withState(first(name, AttributeType.STATE))
        .withSurname(first(name, AttributeType.SURNAME))
        .withTitle(first(name, AttributeType.TITLE));
  }

  private static CustomAttribute custom(Attribute attribute) {
    return CustomAttribute.of().withObjectIdentifier(attribute.oid()).withValue(attribute.value());
  }

  private static boolean isCustom(String oid) {
    Optional<AttributeType> known = AttributeType.ofOid(oid);
    return known.isEmpty() || known.get() == AttributeType.EMAIL_ADDRESS;
  }

  private static @Nullable String first(
      dev.signet.pki.name.DistinguishedName name, AttributeType type) {
    return name.first(type).orElse(null);
  }
}
