// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Which names of a certificate are held against name constraints. */
final class ConstrainedNames {
  /** At least two labels, as OpenSSL sees a host name in a common name; and our wildcard. */
  private static final Pattern HOST_NAME =
      Pattern.compile("(\\*\\.)?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+\\.?");

  private ConstrainedNames() {}

  /**
   * The alternative names, the subject, and what the subject holds in their place: common names
   * that look like host names when there is no dNSName, mail addresses when there is no rfc822Name.
   */
  static List<GeneralName> of(DistinguishedName subject, List<GeneralName> alternatives) {
    List<GeneralName> names = new ArrayList<>(alternatives);
    if (!subject.isEmpty()) {
      names.add(new GeneralName.Directory(subject));
    }
    if (alternatives.stream().noneMatch(GeneralName.Dns.class::isInstance)) {
      subject.all(AttributeType.COMMON_NAME).stream()
          .filter(cn -> HOST_NAME.matcher(cn).matches())
          .forEach(cn -> names.add(new GeneralName.Dns(cn)));
    }
    if (alternatives.stream().noneMatch(GeneralName.Email.class::isInstance)) {
      subject.all(AttributeType.EMAIL_ADDRESS).stream()
          .filter(address -> !address.isEmpty() && address.chars().allMatch(c -> c > 0 && c < 0x80))
          .forEach(address -> names.add(new GeneralName.Email(address)));
    }
    return names;
  }
}
