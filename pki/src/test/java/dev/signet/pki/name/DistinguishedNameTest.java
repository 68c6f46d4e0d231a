// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import static dev.signet.pki.Refusals.assertRefused;
import static dev.signet.pki.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.csr.CertificateRequest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DistinguishedNameTest {
  private static final DistinguishedName EXAMPLE =
      DistinguishedName.of(
          List.of(
              Attribute.of(AttributeType.COUNTRY, "AU"),
              Attribute.of(AttributeType.STATE, "Some-State"),
              Attribute.of(AttributeType.ORGANIZATION, "Example"),
              Attribute.of(AttributeType.COMMON_NAME, "teller.example.com")));

  @Test
  void aNameIsEncodedAsOpenSslEncodesIt() {
    assertThat(EXAMPLE.der()).isEqualTo(CertificateRequest.parse(bytes("rsa.csr")).subject().der());
  }

  @Test
  void theTextFollowsTheEncodingAndHasNoBlanks() {
    assertThat(EXAMPLE.text()).isEqualTo("C=AU,ST=Some-State,O=Example,CN=teller.example.com");
  }

  @Test
  void specialCharactersAreEscapedInText() {
    assertThat(DistinguishedName.of(AttributeType.ORGANIZATION, " #A, \"B\"+C=\\<D>; ").text())
        .isEqualTo("O=\\ #A\\, \\\"B\\\"\\+C=\\\\\\<D\\>\\;\\ ");
    assertThat(DistinguishedName.of(AttributeType.ORGANIZATION, "#1").text()).isEqualTo("O=\\#1");
    byte[] lines = {'a', '\n', (byte) 0xC2, (byte) 0x85};
    byte[] foreign =
        DerWriter.sequence(DerWriter.element(Der.SET, attribute("2.5.4.10", 0x0C, lines)));
    assertThat(DistinguishedName.fromDer(foreign).text()).isEqualTo("O=a\\0A\\C2\\85");
  }

  @Test
  void anUnknownTypeShowsItsObjectIdentifier() {
    DistinguishedName name =
        DistinguishedName.of(List.of(new Attribute("1.3.6.1.4.1.37244.1", "x")));
    assertThat(name.text()).isEqualTo("1.3.6.1.4.1.37244.1=x");
  }

  @ParameterizedTest
  @EnumSource(AttributeType.class)
  void everyTypeHasItsStringType(AttributeType type) {
    String value = type == AttributeType.COUNTRY ? "DE" : "abc";
    int tag =
        switch (type) {
          case COUNTRY, SERIAL_NUMBER, DISTINGUISHED_NAME_QUALIFIER -> 0x13;
          case DOMAIN_COMPONENT, EMAIL_ADDRESS -> 0x16;
          default -> 0x0C;
        };
    Der attribute = Der.parse(DistinguishedName.of(type, value).der()).only().only();
    assertThat(attribute.children().getLast().tag()).isEqualTo(tag);
  }

  @ParameterizedTest
  @CsvSource({
    "ORGANIZATION, 64",
    "ORGANIZATIONAL_UNIT, 64",
    "DISTINGUISHED_NAME_QUALIFIER, 64",
    "STATE, 128",
    "COMMON_NAME, 64",
    "SERIAL_NUMBER, 64",
    "LOCALITY, 128",
    "TITLE, 64",
    "SURNAME, 40",
    "GIVEN_NAME, 16",
    "INITIALS, 5",
    "PSEUDONYM, 128",
    "GENERATION_QUALIFIER, 3"
  })
  void everyTypeHasItsLimit(AttributeType type, int limit) {
    assertThat(DistinguishedName.of(type, "x".repeat(limit)).isEmpty()).isFalse();
    assertRefused(Reason.MALFORMED_NAME, () -> DistinguishedName.of(type, "x".repeat(limit + 1)))
        .contains("at most " + limit);
  }

  @Test
  void aLimitCountsCharactersNotOctets() {
    assertThat(DistinguishedName.of(AttributeType.COMMON_NAME, "ä".repeat(64)).isEmpty()).isFalse();
    assertRefused(
            Reason.MALFORMED_NAME,
            () -> DistinguishedName.of(AttributeType.COMMON_NAME, "ä".repeat(65)))
        .contains("at most 64 characters");
  }

  @ParameterizedTest
  @CsvSource({
    "COUNTRY, D",
    "COUNTRY, DEU",
    "COUNTRY, 12",
    "SERIAL_NUMBER, a_b",
    "DISTINGUISHED_NAME_QUALIFIER, ä",
    "EMAIL_ADDRESS, ä@example.com",
    "COMMON_NAME, ''"
  })
  void whatATypeCannotHoldIsRefused(AttributeType type, String value) {
    assertRefused(Reason.MALFORMED_NAME, () -> DistinguishedName.of(type, value));
  }

  @Test
  void halfACharacterOrAControlCharacterIsRefused() {
    assertRefused(
        Reason.MALFORMED_NAME, () -> DistinguishedName.of(AttributeType.ORGANIZATION, "\uD800"));
    assertRefused(
        Reason.MALFORMED_NAME,
        () -> DistinguishedName.of(AttributeType.COMMON_NAME, "a\0.example.com"));
    assertRefused(
        Reason.MALFORMED_NAME, () -> DistinguishedName.of(AttributeType.ORGANIZATION, "a\nb"));
  }

  @Test
  void whatACertificateCouldNotRepeatIsRefused() {
    Attribute postalCode = new Attribute("2.5.4.17", "1".repeat(41));
    assertRefused(Reason.MALFORMED_NAME, () -> DistinguishedName.of(List.of(postalCode)))
        .contains("2.5.4.17: 41 characters, expected at most 40");
  }

  @Test
  void whatIsNoObjectIdentifierIsRefused() {
    assertRefused(
        Reason.MALFORMED_NAME, () -> DistinguishedName.of(List.of(new Attribute("no.oid", "x"))));
  }

  @Test
  void aTypeMayRepeat() {
    DistinguishedName name =
        DistinguishedName.of(
            List.of(
                Attribute.of(AttributeType.DOMAIN_COMPONENT, "com"),
                Attribute.of(AttributeType.DOMAIN_COMPONENT, "example")));
    assertThat(name.text()).isEqualTo("DC=com,DC=example");
    assertThat(name.all(AttributeType.DOMAIN_COMPONENT)).containsExactly("com", "example");
  }

  @Test
  void foreignEncodingsAreKeptByteForByte() {
    byte[] twoInOneOutOfOrder =
        DerWriter.sequence(
            DerWriter.element(
                Der.SET,
                concat(
                    attribute("2.5.4.10", 0x13, new byte[] {'E', 'x'}),
                    attribute("2.5.4.3", 0x1E, new byte[] {0, 'a', 0, 'b'}))));
    DistinguishedName name = DistinguishedName.fromDer(twoInOneOutOfOrder);

    assertThat(name.der()).isEqualTo(twoInOneOutOfOrder);
    assertThat(name.text()).isEqualTo("O=Ex+CN=ab");
    assertThat(name.first(AttributeType.COMMON_NAME)).contains("ab");
  }

  @Test
  void namesAreEqualByTheirBytes() {
    byte[] printable =
        DerWriter.sequence(
            DerWriter.element(Der.SET, attribute("2.5.4.10", 0x13, new byte[] {'E', 'x'})));
    assertThat(DistinguishedName.fromDer(printable))
        .isEqualTo(DistinguishedName.fromDer(printable))
        .hasSameHashCodeAs(DistinguishedName.fromDer(printable))
        .isNotEqualTo(DistinguishedName.of(AttributeType.ORGANIZATION, "Ex"));
  }

  @Test
  void theEmptyNameIsAnEmptySequence() {
    assertThat(DistinguishedName.empty().der()).containsExactly(0x30, 0);
    assertThat(DistinguishedName.fromDer(new byte[] {0x30, 0}))
        .isEqualTo(DistinguishedName.empty());
    assertThat(DistinguishedName.empty().text()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0500", "30023100", "3003020101", "300531033001 00", "30"})
  void whatIsNoNameIsRefused(String hex) {
    byte[] der = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertRefused(Reason.MALFORMED_NAME, () -> DistinguishedName.fromDer(der));
  }

  private static byte[] attribute(String oid, int tag, byte[] value) {
    return DerWriter.sequence(DerWriter.oid(oid), DerWriter.element(tag, value));
  }

  private static byte[] concat(byte[] one, byte[] two) {
    byte[] both = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    return both;
  }
}
