// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.Octets;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an alternative name must be to stand in something that we sign. Underscores, single labels
 * and a wildcard as the whole first label are more than RFC 5280 knows, and what TLS lives on.
 */
final class GeneralNameRules {
  private static final int LONGEST_HOST = 253;

  private static final String LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
  private static final String LABELS = LABEL + "(\\." + LABEL + ")*";
  private static final Pattern HOST = Pattern.compile("(\\*\\.)?" + LABELS);

  /** A dot-string of RFC 5321 and a host. */
  private static final Pattern MAILBOX =
      Pattern.compile("(?=[^@]{1,64}@)[\\w!#$%&'*+/=?^`{|}~.-]+@(?<host>" + LABELS + ")");

  /** NumericString, VideotexString, GraphicString, VisibleString, GeneralString. */
  private static final Set<Integer> OLDER_STRINGS = Set.of(0x12, 0x15, 0x19, 0x1A, 0x1B);

  private static final Pattern PLAIN = Pattern.compile("[ -~]+");
  private static final Pattern STRAY_DOT = Pattern.compile("^\\.|\\.\\.|\\.@");

  /** Schemes of URIs that always have a host. */
  private static final Set<String> WEB = Set.of("http", "https");

  private GeneralNameRules() {}

  /** What is wrong with a name, naming its form; empty when nothing is. */
  static Optional<String> fault(GeneralName name) {
    return switch (name) {
      case GeneralName.Dns(String host) ->
          expect(isHost(host), "dNSName '" + host + "'", "a host name, perhaps after *.");
      case GeneralName.Email(String address) ->
          expect(isMailbox(address), "rfc822Name '" + address + "'", "a mailbox, user@host");
      case GeneralName.Uri(String uri) ->
          expect(isUri(uri), "uniformResourceIdentifier '" + uri + "'", "an absolute URI");
      case GeneralName.Directory(DistinguishedName directory) ->
          expect(!directory.isEmpty(), "empty directoryName", "an attribute")
              .or(() -> directory.fault().map(fault -> "directoryName: " + fault));
      case GeneralName.RegisteredId(String oid) ->
          expect(
              ObjectIdentifiers.isReadable(oid), "registeredID " + oid, ObjectIdentifiers.READABLE);
      case GeneralName.Opaque(Octets encoded) -> opaque(Der.parse(encoded.bytes()));
      case GeneralName.Ip _ -> Optional.empty();
    };
  }

  private static boolean isHost(String host) {
    return host.length() <= LONGEST_HOST && HOST.matcher(host).matches();
  }

  private static boolean isMailbox(String address) {
    var mailbox = MAILBOX.matcher(address);
    return mailbox.matches()
        && mailbox.group("host").length() <= LONGEST_HOST
        && !STRAY_DOT.matcher(address).find();
  }

  /**
   * What the JDK can read: it refuses a host that is neither a name nor an address. Of the web's
   * schemes it has one (RFC 5280 section 4.2.1.6); other authorities may be no hosts.
   */
  private static boolean isUri(String uri) {
    try {
      URI read = new URI(uri);
      String host = read.getHost();
      return read.isAbsolute()
          && ((host == null && !WEB.contains(read.getScheme().toLowerCase(Locale.ROOT)))
              || (host != null && isHostOfUri(host)));
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  private static boolean isHostOfUri(String host) {
    return host.startsWith("[") ? !host.contains("%") : isHost(host) && host.indexOf('*') < 0;
  }

  private static Optional<String> opaque(Der element) {
    return switch (element.tag()) {
      case 0xA0 -> otherName(element.children());
      case 0xA3 -> expect(false, "x400Address", "a form that everybody reads");
      default -> expect(false, "ediPartyName", "a form that everybody reads");
    };
  }

  private static Optional<String> otherName(List<Der> parts) {
    boolean whole =
        parts.size() == 2
            && parts.get(0).is(Der.OBJECT_IDENTIFIER)
            && ObjectIdentifiers.isReadable(parts.get(0).content())
            && parts.get(1).is(0xA0)
            && parts.get(1).children().size() == 1;
    return expect(whole, "otherName", "a type, " + ObjectIdentifiers.READABLE + ", and one value")
        .or(() -> strings(parts.get(1)).map(fault -> "otherName: " + fault));
  }

  /** Whatever the type means: a string in it is one, and of the older types plain ASCII. */
  private static Optional<String> strings(Der element) {
    if (StringType.ofTag(element.tag()).isPresent()) {
      return Strings.fault(element, OptionalInt.empty());
    }
    if (OLDER_STRINGS.contains(element.tag())) {
      String text = new String(element.content(), StandardCharsets.ISO_8859_1);
      return expect(
          PLAIN.matcher(text).matches(),
          "string with tag 0x" + Integer.toHexString(element.tag()),
          "printable ASCII characters");
    }
    return element.isConstructed()
        ? element.children().stream().flatMap(part -> strings(part).stream()).findFirst()
        : Optional.empty();
  }

  private static Optional<String> expect(boolean good, String found, String expected) {
    return good ? Optional.empty() : Optional.of(found + ", expected " + expected);
  }
}
