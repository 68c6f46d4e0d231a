// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.kernel.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * DNS names of a certificate in lower case, without repeats, the domain name first.
 *
 * @param all at least one
 */
public record CertificateNames(List<String> all) {
  /** Most names of one certificate, the service's default quota. */
  public static final int QUOTA = 10;

  private static final int MAX_COMMON_NAME = 64; // ub-common-name, RFC 5280 appendix A.1
  private static final int MAX_NAME = 253;
  private static final Pattern FORM =
      Pattern.compile(
          "(\\*\\.)?(((?!-)[a-z0-9-]{0,62}[a-z0-9])\\.)+((?!-)[a-z0-9-]{1,62}[a-z0-9])");
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

  /** The name that stands in the subject. */
  public String domainName() {
    return all.getFirst();
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
