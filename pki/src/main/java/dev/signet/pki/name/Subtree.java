// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A pattern of name constraints: the base of a GeneralSubtree with minimum 0 and no maximum. */
public sealed interface Subtree {
  /** A host, a domain with a leading dot, or nothing. */
  Pattern HOST = Pattern.compile("(\\.?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.?)?");

  /** The same, or a mailbox on a host. */
  Pattern MAILBOX = Pattern.compile("\\p{Graph}+@[A-Za-z0-9_.-]+|" + HOST.pattern());

  /**
   * Host names.
   *
   * @param pattern lower case; {@code a.b} itself and all below, {@code .a.b} only below
   */
  record Dns(String pattern) implements Subtree {}

  /**
   * Mailboxes.
   *
   * @param pattern {@code user@host} exactly, {@code host} all on it, {@code .domain} all below
   */
  record Email(String pattern) implements Subtree {}

  /**
   * Hosts of URIs.
   *
   * @param pattern lower case; {@code host} exactly, {@code .domain} only below
   */
  record Uri(String pattern) implements Subtree {}

  /**
   * Addresses of a network.
   *
   * @param network 4 or 16 octets
   * @param prefixBits how many of their first bits count
   */
  record Ip(Octets network, int prefixBits) implements Subtree {}

  /** Distinguished names that begin with these relative names. */
  record Directory(DistinguishedName prefix) implements Subtree {}

  /** Reads a GeneralSubtree; refuses forms that are not supported and any use of the range. */
  static Subtree read(Der element) {
    List<Der> parts = element.sequence("GeneralSubtree", 1, 3);
    if (parts.size() > 1) {
      throw refuse("subtree with minimum or maximum", "neither, as RFC 5280 demands");
    }
    Der base = parts.getFirst();
    return switch (base.tag()) {
      case 0x81 -> new Email(pattern(base, MAILBOX));
      case 0x82 -> new Dns(NameMatching.canonical(pattern(base, HOST)));
      case 0xA4 -> new Directory(DistinguishedName.fromDer(base.only().encoded()));
      case 0x86 -> new Uri(NameMatching.canonical(pattern(base, HOST)));
      case 0x87 -> network(base.content());
      default ->
          throw refuse(
              "subtree with tag 0x" + Integer.toHexString(base.tag()),
              "rfc822Name, dNSName, directoryName, uniformResourceIdentifier or iPAddress");
    };
  }

  private static Ip network(byte[] addressAndMask) {
    int half = addressAndMask.length / 2;
    if (addressAndMask.length != 8 && addressAndMask.length != 32) {
      throw refuse(
          "iPAddress subtree of " + addressAndMask.length + " octets",
          "8 or 32: an address and a mask");
    }
    Octets all = Octets.of(addressAndMask);
    int prefix = 0;
    while (prefix < half * 8 && bit(all, half * 8 + prefix)) {
      prefix++;
    }
    for (int i = prefix; i < half * 8; i++) {
      if (bit(all, half * 8 + i)) {
        throw refuse("iPAddress mask with a gap", "ones, then zeros");
      }
    }
    return new Ip(Octets.of(Arrays.copyOf(addressAndMask, half)), prefix);
  }

  private static boolean bit(Octets octets, int index) {
    return (octets.at(index / 8) & (0x80 >> index % 8)) != 0;
  }

  /** Whether it says anything about names of this form. */
  default boolean isOfFormOf(GeneralName name) {
    return switch (this) {
      case Dns _ -> name instanceof GeneralName.Dns;
      case Email _ -> name instanceof GeneralName.Email;
      case Uri _ -> name instanceof GeneralName.Uri;
      case Ip _ -> name instanceof GeneralName.Ip;
      case Directory _ -> name instanceof GeneralName.Directory;
    };
  }

  /** Whether all that the name can stand for lies inside. */
  default boolean covers(GeneralName name) {
    return switch (this) {
      case Dns(String pattern) ->
          name instanceof GeneralName.Dns(String host) && NameMatching.dns(pattern, host);
      case Email(String pattern) ->
          name instanceof GeneralName.Email(String address) && NameMatching.email(pattern, address);
      case Uri(String pattern) ->
          name instanceof GeneralName.Uri(String uri) && NameMatching.uri(pattern, uri);
      case Ip subnet ->
          name instanceof GeneralName.Ip(Octets address) && NameMatching.ip(subnet, address);
      case Directory(DistinguishedName prefix) ->
          name instanceof GeneralName.Directory(DistinguishedName subject)
              && NameMatching.directory(prefix, subject);
    };
  }

  /** Whether something that the name can stand for lies inside: a wildcard stands for many. */
  default boolean couldCover(GeneralName name) {
    return covers(name)
        || (this instanceof Dns(String pattern)
            && name instanceof GeneralName.Dns(String host)
            && NameMatching.wildcardReaches(pattern, host));
  }

  /** For messages: the form and the pattern. */
  default String describe() {
    return switch (this) {
      case Dns(String pattern) -> "DNS:" + pattern;
      case Email(String pattern) -> "email:" + pattern;
      case Uri(String pattern) -> "URI:" + pattern;
      case Ip(Octets network, int bits) -> "IP:" + new GeneralName.Ip(network).text() + "/" + bits;
      case Directory(DistinguishedName prefix) -> "DirName:" + prefix;
    };
  }

  /** A pattern that cannot match as its author hoped (with a wildcard, say) is refused. */
  private static String pattern(Der element, Pattern grammar) {
    String text = new String(element.content(), StandardCharsets.ISO_8859_1);
    if (!grammar.matcher(text).matches()) {
      throw refuse("subtree '" + text + "'", "a host, a domain with a leading dot, or nothing");
    }
    return text;
  }

  private static PkiException refuse(String found, String expected) {
    return new PkiException(Reason.MALFORMED_NAME, found + ", expected " + expected);
  }
}
