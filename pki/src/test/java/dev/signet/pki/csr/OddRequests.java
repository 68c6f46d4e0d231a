// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.csr;

import dev.signet.pki.TestKey;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.name.AttributeType;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Certificate requests as no tool makes them, each signed by its own key: every string type in
 * every attribute with every sort of value, every form of alternative name, and chance.
 */
final class OddRequests {
  /** Universal types that a value might have, the six of names among them. */
  private static final List<Integer> TAGS =
      List.of(
          0x01, 0x02, 0x03, 0x04, 0x05, 0x0C, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1A,
          0x1B, 0x1C, 0x1E, 0x30, 0x80);

  private static final Map<Integer, Charset> WIDE =
      Map.of(0x1C, Charset.forName("UTF-32BE"), 0x1E, StandardCharsets.UTF_16BE);

  private static final List<String> TYPES =
      List.of(
          "2.5.4.41",
          "2.5.4.17",
          "2.5.4.97",
          "1.3.6.1.4.1.37244.1",
          "2.25." + "9".repeat(39),
          "1.2." + "99999.".repeat(25) + "1");

  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "DE",
          "www.example.com",
          "a&b",
          "a@b",
          "a_b*",
          "a\0b",
          "a\nb",
          "a\u007Fb",
          "a\u0085b",
          "Zürich",
          "\u202Eabc",
          "𝄞",
          " ",
          "x".repeat(64),
          "x".repeat(65),
          "ä".repeat(64),
          "𝄞".repeat(64),
          "x".repeat(300));

  private static final List<String> OCTETS =
      List.of(
          "ff",
          "c328",
          "eda080",
          "c080",
          "d800",
          "d834dd1e",
          "000000",
          "0000d800",
          "00110000",
          "0000feff00000041",
          "feff0041",
          "1b2842");

  private final TestKey key;

  /** One of them; a refusal tells the name of what it does not like. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Odd(String what, String named, byte[] der) {}

  OddRequests(TestKey key) {
    this.key = key;
  }

  /** Every string type × attribute × value, or some of all that. */
  List<Odd> subjects(int some, long seed) {
    List<Draft> all = new ArrayList<>();
    List<String> oids = new ArrayList<>(TYPES);
    Arrays.stream(AttributeType.values()).map(AttributeType::oid).forEach(oids::add);
    for (String oid : oids) {
      for (int tag : TAGS) {
        for (byte[] value : values(tag)) {
          String what = oid + " tag " + tag + " value " + HexFormat.of().formatHex(value);
          all.add(new Draft(what, keyword(oid), attribute(oid, tag, value)));
        }
      }
    }
    Collections.shuffle(all, new Random(seed));
    return all.stream()
        .limit(some)
        .map(draft -> new Odd(draft.what, draft.named, of(name(draft.attribute))))
        .toList();
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Draft(String what, String named, byte[] attribute) {}

  private static List<byte[]> values(int tag) {
    List<byte[]> values = new ArrayList<>();
    TEXTS.forEach(
        text -> values.add(text.getBytes(WIDE.getOrDefault(tag, StandardCharsets.UTF_8))));
    OCTETS.forEach(hex -> values.add(HexFormat.of().parseHex(hex)));
    return values;
  }

  private static String keyword(String oid) {
    return AttributeType.ofOid(oid).map(AttributeType::keyword).orElse(oid);
  }

  /** Relative names of several attributes, sorted and not, and other structures of names. */
  List<Odd> relativeNames() {
    byte[] cn = attribute("2.5.4.3", 0x0C, "a".getBytes(StandardCharsets.UTF_8));
    byte[] o = attribute("2.5.4.10", 0x0C, "b".getBytes(StandardCharsets.UTF_8));
    byte[] other = attribute("2.5.4.3", 0x0C, "b".getBytes(StandardCharsets.UTF_8));
    byte[] both = concat(cn, o);
    return List.of(
        new Odd("sorted", "", of(name(both))),
        new Odd("not sorted", "CN", of(name(concat(o, cn)))),
        new Odd("a type twice", "CN", of(name(concat(cn, other)))),
        new Odd("an attribute twice", "CN", of(name(concat(cn, cn)))),
        new Odd("no attribute", "RelativeDistinguishedName", of(name(new byte[0]))),
        new Odd("half an attribute", "Attribute", of(name(DerWriter.oid("2.5.4.3")))),
        new Odd("a SEQUENCE", "RelativeDistinguishedName", of(DerWriter.sequence(cn))),
        new Odd("a long form", "length", of(longForm(name(cn)))),
        new Odd("no name", "empty subject", of(DerWriter.sequence())));
  }

  /** Every form of alternative name with every sort of content, and as a critical extension. */
  List<Odd> alternativeNames() {
    List<Odd> all = new ArrayList<>();
    for (int tag = 0x80; tag <= 0x8A; tag++) {
      for (String text : texts()) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        all.add(alternative("tag " + tag + " '" + text + "'", DerWriter.element(tag, content)));
        byte[] inside = DerWriter.element(tag | 0x20, DerWriter.utf8(text));
        all.add(alternative("constructed tag " + tag + " '" + text + "'", inside));
      }
      for (String hex : OCTETS) {
        byte[] content = HexFormat.of().parseHex(hex);
        all.add(alternative("tag " + tag + " " + hex, DerWriter.element(tag, content)));
      }
    }
    for (int tag : TAGS) {
      for (byte[] value : values(tag)) {
        byte[] element = DerWriter.element(tag, value);
        String what = " tag " + tag + " " + HexFormat.of().formatHex(value);
        all.add(alternative("otherName" + what, otherName(element)));
        byte[] directory = name(attribute("2.5.4.3", tag, value));
        all.add(alternative("directoryName" + what, DerWriter.explicit(4, directory)));
      }
    }
    all.add(alternative("otherName without a value", DerWriter.explicit(0, DerWriter.oid("1.2"))));
    all.add(alternative("no name", new byte[0]));
    return all;
  }

  private static List<String> texts() {
    List<String> texts = new ArrayList<>(TEXTS);
    String label = "a".repeat(63);
    String longest = String.join(".", label, label, label, "a".repeat(61));
    texts.addAll(
        List.of(
            "*",
            "*.example.com",
            "a.*.com",
            "a*.com",
            "*.*.com",
            "a b.com",
            "a\n.com",
            ".a",
            "a.",
            "a..b",
            "-a.com",
            "a-.com",
            "my_host",
            "10.0.0.1",
            "a".repeat(64) + ".com",
            longest,
            longest + "a",
            "a@b.com",
            "@b.com",
            "a@",
            "a@@b",
            "a@b@c",
            "a b@c.d",
            "<a@b.c>",
            ".a@b.c",
            "a.@b.c",
            "a..b@c.d",
            "x".repeat(65) + "@b.c",
            "http://a.b/c",
            "http://",
            "//a.b",
            "a:b",
            "http://a b/",
            "http://[::1]/",
            "http://[::1%25e]/",
            "http://-a/",
            "http://a_b/",
            "spiffe://a/b",
            "urn:uuid:1",
            "http://a.b:99999999999/",
            "http://u:p@a.b/",
            "%",
            "http://a.b/%zz",
            "1a:b"));
    return texts;
  }

  private static byte[] otherName(byte[] value) {
    return DerWriter.explicit(
        0, concat(DerWriter.oid("1.3.6.1.4.1.311.20.2.3"), DerWriter.explicit(0, value)));
  }

  /** Chance: octets of good requests changed before they are signed. */
  List<Odd> changed(int count, long seed) {
    Random random = new Random(seed);
    List<Odd> all = new ArrayList<>();
    byte[] name =
        DerWriter.sequence(
            set(attribute("2.5.4.6", 0x13, "DE".getBytes(StandardCharsets.US_ASCII))),
            set(attribute("2.5.4.3", 0x1E, "wide".getBytes(StandardCharsets.UTF_16BE))),
            set(attribute("1.2.840.113549.1.9.1", 0x16, "a@b.c".getBytes(StandardCharsets.UTF_8))));
    byte[] names =
        concat(
            DerWriter.implicit(2, DerWriter.ascii("a.example.com")),
            concat(DerWriter.implicit(6, DerWriter.ascii("spiffe://a/b")), otherName(name)));
    for (int i = 0; i < count; i++) {
      byte[] info = info(name, key.info().der(), extensions(DerWriter.sequence(names)));
      for (int n = random.nextInt(3); n >= 0; n--) {
        info[random.nextInt(info.length)] = (byte) random.nextInt(256);
      }
      all.add(new Odd("chance " + i + " " + HexFormat.of().formatHex(info), "", signed(info)));
    }
    return all;
  }

  private Odd alternative(String what, byte[] name) {
    byte[] attributes = extensions(DerWriter.sequence(name));
    return new Odd(what, "", signed(info(DerWriter.sequence(), key.info().der(), attributes)));
  }

  private static byte[] extensions(byte[] names) {
    byte[] extension =
        DerWriter.sequence(
            DerWriter.oid("2.5.29.17"), DerWriter.yes(), DerWriter.octetString(names));
    return DerWriter.sequence(
        DerWriter.oid("1.2.840.113549.1.9.14"),
        DerWriter.element(Der.SET, DerWriter.sequence(extension)));
  }

  private byte[] of(byte[] subject) {
    return signed(info(subject, key.info().der(), new byte[0]));
  }

  /** A request for a key that another one may hold. */
  static byte[] request(byte[] key, TestKey signer) {
    byte[] subject = name(attribute("2.5.4.3", 0x0C, "key".getBytes(StandardCharsets.UTF_8)));
    return new OddRequests(signer).signed(info(subject, key, new byte[0]));
  }

  private static byte[] info(byte[] subject, byte[] key, byte[] attributes) {
    return DerWriter.sequence(
        DerWriter.integer(BigInteger.ZERO), subject, key, DerWriter.explicit(0, attributes));
  }

  private byte[] signed(byte[] info) {
    return DerWriter.sequence(
        info,
        key.scheme().algorithmIdentifier(),
        DerWriter.bitString(key.sign(key.scheme(), info)));
  }

  private static byte[] name(byte[] attributes) {
    return DerWriter.sequence(set(attributes));
  }

  private static byte[] set(byte[] content) {
    return DerWriter.element(Der.SET, content);
  }

  private static byte[] attribute(String oid, int tag, byte[] value) {
    return DerWriter.sequence(DerWriter.oid(oid), DerWriter.element(tag, value));
  }

  /** The same element with a length that could be shorter. */
  private static byte[] longForm(byte[] element) {
    byte[] content = Arrays.copyOfRange(element, 2, element.length);
    return concat(new byte[] {element[0], (byte) 0x81, (byte) content.length}, content);
  }

  private static byte[] concat(byte[] one, byte[] two) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(one);
    both.writeBytes(two);
    return both.toByteArray();
  }
}
