// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import dev.signet.pki.codec.Octets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a name is held against a pattern of name constraints, form by form. */
final class NameMatching {
  /** A leftmost label may be or hold a wildcard; empty labels and other characters may not be. */
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_*-]+(\\.[A-Za-z0-9_-]+)*\\.?");

  private static final Pattern URI_HOST =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([A-Za-z0-9_.-]+)(:[0-9]*)?([/?#].*)?");

  private static final Pattern DECIMAL_QUAD = Pattern.compile("[0-9]+(\\.[0-9]+){3}");

  private NameMatching() {}

  /**
   * Whether the name is written so that a pattern can be held against it. What is not is refused
   * wherever its form is constrained: a verifier might read it in another way than we do.
   */
  static boolean isComparable(GeneralName name) {
    return switch (name) {
      case GeneralName.Dns(String host) -> HOST.matcher(host).matches();
      case GeneralName.Email(String address) ->
          address.indexOf('@') > 0
              && HOST.matcher(address.substring(address.lastIndexOf('@') + 1)).matches();
      case GeneralName.Uri(String uri) -> host(uri).isPresent();
      default -> true;
    };
  }

  /** A wildcard counts as some name below its parent. */
  static boolean dns(String pattern, String host) {
    String name = canonical(host);
    if (pattern.isEmpty()) {
      return false;
    }
    return pattern.startsWith(".")
        ? name.endsWith(pattern) && name.length() > pattern.length()
        : name.equals(pattern) || name.endsWith("." + pattern);
  }

  /** Whether a name with a wildcard in its first label could stand for the pattern itself. */
  static boolean wildcardReaches(String pattern, String host) {
    String name = canonical(host);
    int dot = name.indexOf('.');
    int patternDot = pattern.indexOf('.');
    return dot > 0
        && patternDot > 0
        && name.substring(0, dot).contains("*")
        && name.substring(dot).equals(pattern.substring(patternDot));
  }

  static boolean email(String pattern, String address) {
    int at = address.lastIndexOf('@');
    String host = canonical(address.substring(at + 1));
    int patternAt = pattern.lastIndexOf('@');
    if (patternAt >= 0) {
      return address.substring(0, at).equals(pattern.substring(0, patternAt))
          && host.equals(canonical(pattern.substring(patternAt + 1)));
    }
    return host(canonical(pattern), host);
  }

  static boolean uri(String pattern, String uri) {
    return host(uri).filter(host -> host(pattern, canonical(host))).isPresent();
  }

  private static boolean host(String pattern, String host) {
    return pattern.startsWith(".")
        ? host.endsWith(pattern) && host.length() > pattern.length()
        : !pattern.isEmpty() && host.equals(pattern);
  }

  /** The host of a URI; none for an address or with user information, as RFC 5280 demands. */
  private static Optional<String> host(String uri) {
    return Optional.of(URI_HOST.matcher(uri))
        .filter(m -> m.matches())
        .map(m -> m.group(1))
        .filter(host -> !DECIMAL_QUAD.matcher(host).matches());
  }

  static boolean ip(Subtree.Ip subnet, Octets address) {
    if (address.length() != subnet.network().length()) {
      return false;
    }
    for (int i = 0; i < subnet.prefixBits(); i++) {
      int mask = 0x80 >> i % 8;
      if ((address.at(i / 8) & mask) != (subnet.network().at(i / 8) & mask)) {
        return false;
      }
    }
    return true;
  }

  static boolean directory(DistinguishedName prefix, DistinguishedName subject) {
    List<List<Attribute>> expected = prefix.relativeNames();
    List<List<Attribute>> actual = subject.relativeNames();
    if (actual.size() < expected.size()) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!canonical(expected.get(i)).equals(canonical(actual.get(i)))) {
        return false;
      }
    }
    return true;
  }

  /** Case, blanks and forms of a character do not tell values apart (RFC 5280 section 7.1). */
  private static List<Attribute> canonical(List<Attribute> relativeName) {
    return relativeName.stream()
        .map(a -> new Attribute(a.oid(), prepared(a.value())))
        .sorted((a, b) -> (a.oid() + a.value()).compareTo(b.oid() + b.value()))
        .toList();
  }

  private static String prepared(String value) {
    return Normalizer.normalize(value, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .strip()
        .replaceAll("\\s+", " ");
  }

  static String canonical(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
