// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.kernel.Refusal;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.SubjectAlternativeName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * DNS names of a certificate in lower case, without repeats, the domain name first. Only one that
 * was imported may have none.
 */
public record CertificateNames(List<String> all) {
  /** Most names of one certificate, the service's default quota. */
  public static final int QUOTA = 10;

  private static final int MAX_COMMON_NAME = 64; // ub-common-name, RFC 5280 appendix A.1
  private static final int MAX_NAME = 253;
  private static final Pattern FORM =
      Pattern.compile(
          "(\\*\\.)?(((?!-)[a-z0-9-]{0,62}[a-z0-9])\\.)+((?!-)[a-z0-9-]{1,62}[a-z0-9])");

  /** What is taken for a DNS name where it is only read. */
  private static final Pattern READ = Pattern.compile("(\\*\\.)?[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?");

  private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}");

  /** Copies the list. */
  public CertificateNames {
    all = List.copyOf(all);
  }

  /** Checks the names of a request. */
  public static CertificateNames of(String domainName, List<String> others) {
    Set<String> names = new LinkedHashSet<>();
    names.add(checked(domainName));
    others.forEach(name -> names.add(checked(name)));
    if (domainName.length() > MAX_COMMON_NAME) { // ASCII by now
      throw new Refusal(
          CertificateReason.NAME_TOO_LONG,
          "DomainName '" + domainName + "': expected at most 64 characters");
    }
    if (names.size() > QUOTA) {
      throw Refusal.exceeded(names.size() + " names: expected at most " + QUOTA);
    }
    return new CertificateNames(new ArrayList<>(names));
  }

  /**
   * Those of a certificate that somebody brings: its common name where that is a DNS name, and the
   * DNS names of subjectAltName, whatever their form.
   */
  static CertificateNames of(Certificate leaf) {
    Stream<String> commonName = leaf.subject().first(AttributeType.COMMON_NAME).stream();
    Stream<String> alternatives =
        leaf.alternativeName().map(SubjectAlternativeName::dnsNames).stream().flatMap(List::stream);
    return new CertificateNames(
        Stream.concat(commonName, alternatives)
            .map(name -> name.toLowerCase(Locale.ROOT))
            .filter(name -> name.length() <= MAX_NAME && READ.matcher(name).matches())
            .distinct()
            .toList());
  }

  /** The name that stands in the subject, or first in subjectAltName. */
  public Optional<String> domainName() {
    return all.stream().findFirst();
  }

  /** As they are kept, with commas between. */
  String text() {
    return String.join(",", all);
  }

  /** Reads what {@link #text()} wrote. */
  static CertificateNames parse(String text) {
    return new CertificateNames(text.isEmpty() ? List.of() : List.of(text.split(",", -1)));
  }

  private static String checked(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.length() > MAX_NAME
        || !FORM.matcher(lower).matches()
        || ADDRESS.matcher(lower).matches()) {
      throw Refusal.invalid(
          "'" + name + "': expected a domain name such as www.example.com or *.example.com");
    }
    for (String label : lower.split("\\.", -1)) {
      if (label.startsWith("--", 2)
          && !(label.startsWith("xn--") && Punycode.isValid(label.substring(4)))) {
        throw new Refusal(
            CertificateReason.NOT_PUNYCODE,
            "'" + name + "': expected xn-- and Punycode where hyphens are in places 3 and 4");
      }
    }
    return lower;
  }
}
