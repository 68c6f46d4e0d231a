// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import static dev.signet.cli.ApiClient.present;

import dev.signet.cli.terminal.Columns;
import dev.signet.cli.terminal.Moments;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.name.AttributeType;
import dev.signet.wire.generated.acmpca.ASN1Subject;
import dev.signet.wire.generated.acmpca.CertificateAuthority;
import dev.signet.wire.generated.acmpca.CertificateAuthorityConfiguration;
import dev.signet.wire.generated.acmpca.CertificateAuthorityStatus;
import dev.signet.wire.generated.acmpca.CertificateAuthorityType;
import dev.signet.wire.generated.acmpca.CrlConfiguration;
import dev.signet.wire.generated.acmpca.CustomAttribute;
import dev.signet.wire.generated.acmpca.OcspConfiguration;
import dev.signet.wire.generated.acmpca.RevocationConfiguration;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Authorities as text for people. */
final class AuthorityText {
  private final Moments moments;

  AuthorityText(Moments moments) {
    this.moments = moments;
  }

  /** A line for each. */
  String table(List<CertificateAuthority> authorities) {
    if (authorities.isEmpty()) {
      return "There is no CA: signet ca create makes one.\n";
    }
    Columns table = Columns.headed("NAME", "TYPE", "STATUS", "KEY", "VALID UNTIL", "ID");
    for (CertificateAuthority each : authorities) {
      table.row(
          label(each),
          present(each.type()).value(),
          present(each.status()).value(),
          configuration(each).keyAlgorithm().value(),
          moments.text(each.notAfter()),
          NamedAuthority.arn(each).id());
    }
    return table.text("");
  }

  /** All of one. */
  String whole(CertificateAuthority authority) {
    CertificateAuthorityConfiguration configuration = configuration(authority);
    Columns facts =
        Columns.plain()
            .row("type", present(authority.type()).value())
            .row("status", present(authority.status()).value())
            .row("ARN", present(authority.arn()))
            .row("subject", subject(configuration.subject()))
            .row("key", configuration.keyAlgorithm().value())
            .row("signs by", configuration.signingAlgorithm().value())
            .row("made", moments.text(authority.createdAt()));
    if (authority.serial() != null) {
      facts
          .row("serial", serial(authority.serial()))
          .row("valid from", moments.text(authority.notBefore()))
          .row("valid until", moments.text(authority.notAfter()));
    }
    facts.row("revocation", revocation(authority.revocationConfiguration()));
    if (authority.restorableUntil() != null) {
      facts.row("restorable until", moments.text(authority.restorableUntil()));
    }
    return label(authority) + "\n" + facts.text("  ") + next(authority);
  }

  /** What a person may do with it now. */
  static String next(CertificateAuthority authority) {
    String id = shortId(authority);
    return switch (present(authority.status())) {
      case PENDING_CERTIFICATE ->
          authority.type() == CertificateAuthorityType.ROOT
              ? "It waits for its certificate: signet ca sign " + id + " makes it.\n"
              : "It waits for its certificate: signet ca sign "
                  + id
                  + " --parent CA has it made here; for a CA elsewhere, signet ca csr "
                  + id
                  + " and signet ca import "
                  + id
                  + " --certificate FILE --chain FILE.\n";
      case DISABLED -> "It issues nothing: signet ca enable " + id + " lets it.\n";
      case DELETED -> "signet ca restore " + id + " takes the deletion back.\n";
      default -> "";
    };
  }

  /** What it is called: by its common name, or by the whole of its name. */
  static String label(CertificateAuthority authority) {
    return commonName(authority).orElseGet(() -> subject(configuration(authority).subject()));
  }

  /** The same with its status, for questions and messages. */
  static String described(CertificateAuthority authority) {
    CertificateAuthorityStatus status = present(authority.status());
    return "CA '" + label(authority) + "' (" + shortId(authority) + ", " + status.value() + ")";
  }

  static Optional<String> commonName(CertificateAuthority authority) {
    ASN1Subject subject = configuration(authority).subject();
    return Optional.ofNullable(subject.commonName())
        .or(() ->
            custom(subject).stream()
                .filter(each -> each.objectIdentifier().equals(AttributeType.COMMON_NAME.oid()))
                .map(CustomAttribute::value)
                .findFirst());
  }

  /** The first letters of its UUID, enough to tell it from others in most places. */
  static String shortId(CertificateAuthority authority) {
    return NamedAuthority.arn(authority).id().substring(0, 8);
  }

  static CertificateAuthorityConfiguration configuration(CertificateAuthority authority) {
    return present(authority.certificateAuthorityConfiguration());
  }

  /** In hexadecimal, as everybody else writes it; the API has it in decimal digits here. */
  private static String serial(String decimal) {
    return Serial.ofContent(new BigInteger(decimal).toByteArray()).hex();
  }

  private static String revocation(@Nullable RevocationConfiguration configuration) {
    List<String> ways = new ArrayList<>();
    if (configuration != null) {
      crl(configuration.crlConfiguration()).ifPresent(ways::add);
      ocsp(configuration.ocspConfiguration()).ifPresent(ways::add);
    }
    return ways.isEmpty() ? "neither CRL nor OCSP" : String.join("; ", ways);
  }

  private static Optional<String> crl(@Nullable CrlConfiguration crl) {
    return crl == null || !crl.enabled()
        ? Optional.empty()
        : Optional.of("CRL for " + crl.expirationInDays() + " days");
  }

  private static Optional<String> ocsp(@Nullable OcspConfiguration ocsp) {
    return ocsp == null || !ocsp.enabled() ? Optional.empty() : Optional.of("OCSP");
  }

  private static String subject(ASN1Subject subject) {
    Stream<Optional<String>> named =
        Stream.of(
            part("C", subject.country()),
            part("ST", subject.state()),
            part("L", subject.locality()),
            part("O", subject.organization()),
            part("OU", subject.organizationalUnit()),
            part("dnQualifier", subject.distinguishedNameQualifier()),
            part("serialNumber", subject.serialNumber()),
            part("title", subject.title()),
            part("SN", subject.surname()),
            part("GN", subject.givenName()),
            part("initials", subject.initials()),
            part("pseudonym", subject.pseudonym()),
            part("generationQualifier", subject.generationQualifier()),
            part("CN", subject.commonName()));
    Stream<Optional<String>> custom =
        custom(subject).stream().map(each -> part(keyword(each), each.value()));
    return Stream.concat(named, custom).flatMap(Optional::stream).collect(Collectors.joining(","));
  }

  private static Optional<String> part(String keyword, @Nullable String value) {
    return Optional.ofNullable(value).map(present -> keyword + "=" + present);
  }

  private static List<CustomAttribute> custom(ASN1Subject subject) {
    return subject.customAttributes() == null ? List.of() : subject.customAttributes();
  }

  private static String keyword(CustomAttribute attribute) {
    String oid = attribute.objectIdentifier();
    return AttributeType.ofOid(oid).map(AttributeType::keyword).orElse(oid);
  }
}
