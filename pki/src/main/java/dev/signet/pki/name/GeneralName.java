// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.codec.ObjectIdentifierText;
import dev.signet.pki.codec.Octets;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A GeneralName (RFC 5280 section 4.2.1.6). */
public sealed interface GeneralName {

  /** A mailbox, {@code rfc822Name}. */
  record Email(String address) implements GeneralName {
    /** Checks that it is ASCII and not empty. */
    public Email {
      requireAscii("rfc822Name", address);
    }
  }

  /** A host name, {@code dNSName}, possibly with {@code *} as its first label. */
  record Dns(String name) implements GeneralName {
    /** Checks that it is ASCII and not empty. */
    public Dns {
      requireAscii("dNSName", name);
    }
  }

  /** A distinguished name, {@code directoryName}. */
  record Directory(DistinguishedName name) implements GeneralName {}

  /** A {@code uniformResourceIdentifier}. */
  record Uri(String uri) implements GeneralName {
    /** Checks that it is ASCII and not empty. */
    public Uri {
      requireAscii("uniformResourceIdentifier", uri);
    }
  }

  /** An {@code iPAddress}: 4 octets of IPv4 or 16 of IPv6. */
  record Ip(Octets address) implements GeneralName {
    /** Keeps the JDK from reading short forms of IPv4 and scopes. */
    private static final Pattern LITERAL =
        Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    /** Checks the length. */
    public Ip {
      if (address.length() != 4 && address.length() != 16) {
        throw new PkiException(
            Reason.MALFORMED_NAME,
            "iPAddress of " + address.length() + " octets, expected 4 or 16");
      }
    }

    /** Reads dotted decimal or an IPv6 literal without zone; empty when it is neither. */
    public static Optional<Ip> parse(String text) {
      if (!LITERAL.matcher(text).matches()) {
        return Optional.empty();
      }
      try {
        return Optional.of(new Ip(Octets.of(InetAddress.ofLiteral(text).getAddress())));
      } catch (IllegalArgumentException notAnAddress) {
        return Optional.empty();
      }
    }

    /** The usual text: dotted decimal, or eight groups of hexadecimal digits. */
    public String text() {
      StringBuilder out = new StringBuilder();
      boolean v4 = address.length() == 4;
      for (int i = 0; i < address.length(); i += v4 ? 1 : 2) {
        if (v4) {
          out.append(i == 0 ? "" : ".").append(address.at(i));
        } else {
          out.append(i == 0 ? "" : ":")
              .append(Integer.toHexString(address.at(i) << 8 | address.at(i + 1)));
        }
      }
      return out.toString();
    }
  }

  /** A {@code registeredID}: a dotted object identifier. */
  record RegisteredId(String oid) implements GeneralName {}

  /**
   * A form that is carried but not looked into: {@code otherName}, {@code x400Address}, {@code
   * ediPartyName}.
   *
   * @param encoded the whole element
   */
  record Opaque(Octets encoded) implements GeneralName {}

  /**
   * An {@code otherName} with a text.
   *
   * @param typeId dotted object identifier that says what the value means
   */
  static GeneralName otherName(String typeId, String value) {
    byte[] content = concat(DerWriter.oid(typeId), DerWriter.explicit(0, DerWriter.utf8(value)));
    return new Opaque(Octets.of(DerWriter.explicit(0, content)));
  }

  /** An {@code ediPartyName}. */
  static GeneralName ediPartyName(Optional<String> nameAssigner, String partyName) {
    byte[] assigner =
        nameAssigner
            .map(name -> DerWriter.explicit(0, DerWriter.utf8(name)))
            .orElseGet(() -> new byte[0]);
    byte[] party = DerWriter.explicit(1, DerWriter.utf8(partyName));
    return new Opaque(Octets.of(DerWriter.explicit(5, concat(assigner, party))));
  }

  private static byte[] concat(byte[] one, byte[] two) {
    byte[] both = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    return both;
  }

  /** Reads one; refuses with {@link Reason#MALFORMED_DER} or {@link Reason#MALFORMED_NAME}. */
  static GeneralName read(Der element) {
    return switch (element.tag()) {
      case 0x81 -> new Email(ia5(element));
      case 0x82 -> new Dns(ia5(element));
      case 0xA4 -> new Directory(DistinguishedName.fromDer(element.only().encoded()));
      case 0x86 -> new Uri(ia5(element));
      case 0x87 -> new Ip(Octets.of(element.content()));
      case 0x88 -> new RegisteredId(ObjectIdentifierText.of(element.content()));
      case 0xA0, 0xA3, 0xA5 -> new Opaque(Octets.of(element.encoded()));
      default ->
          throw new PkiException(
              Reason.MALFORMED_NAME,
              "GeneralName with tag 0x"
                  + Integer.toHexString(element.tag())
                  + ", expected context tags 0 to 8");
    };
  }

  /**
   * Why it may not stand in anything that we sign, naming the form; empty when it may. Names that
   * others signed are read whatever they are.
   */
  default Optional<String> fault() {
    return GeneralNameRules.fault(this);
  }

  /** For messages: the form and the name. */
  default String describe() {
    return switch (this) {
      case Email(String address) -> "email:" + address;
      case Dns(String name) -> "DNS:" + name;
      case Directory(DistinguishedName name) -> "DirName:" + name;
      case Uri(String uri) -> "URI:" + uri;
      case Ip ip -> "IP:" + ip.text();
      case RegisteredId(String oid) -> "RID:" + oid;
      case Opaque(Octets encoded) -> "other:" + encoded;
    };
  }

  /** The encoding. */
  default byte[] der() {
    return switch (this) {
      case Email(String address) -> DerWriter.implicit(1, DerWriter.ascii(address));
      case Dns(String name) -> DerWriter.implicit(2, DerWriter.ascii(name));
      case Directory(DistinguishedName name) -> DerWriter.explicit(4, name.der());
      case Uri(String uri) -> DerWriter.implicit(6, DerWriter.ascii(uri));
      case Ip(Octets address) -> DerWriter.implicit(7, address.bytes());
      case RegisteredId(String oid) -> DerWriter.implicit(8, ObjectIdentifierText.content(oid));
      case Opaque(Octets encoded) -> encoded.bytes();
    };
  }

  private static String ia5(Der element) {
    return new String(element.content(), StandardCharsets.ISO_8859_1);
  }

  private static void requireAscii(String form, String text) {
    if (text.isEmpty() || !text.chars().allMatch(c -> c > 0 && c < 0x80)) {
      throw new PkiException(
          Reason.MALFORMED_NAME, form + " '" + text + "', expected ASCII characters");
    }
  }
}
