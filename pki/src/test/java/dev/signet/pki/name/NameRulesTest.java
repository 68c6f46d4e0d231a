// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names may stand in what we sign, and which names are the same. */
class NameRulesTest {
  private static DistinguishedName name(String oid, int tag, byte[] value) {
    byte[] attribute = DerWriter.sequence(DerWriter.oid(oid), DerWriter.element(tag, value));
    return DistinguishedName.fromDer(DerWriter.sequence(DerWriter.element(Der.SET, attribute)));
  }

  private static DistinguishedName text(AttributeType type, int tag, String value) {
    return name(type.oid(), tag, value.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest(name = "{0} tag {1} {2}")
  @CsvSource({
    "COMMON_NAME, 1E, d800, CN: octets that are no BMPString",
    "COMMON_NAME, 1E, d834dd1e, CN: octets that are no BMPString",
    "COMMON_NAME, 1E, 0061ff, CN: octets that are no BMPString",
    "COMMON_NAME, 1C, 0000d800, CN: octets that are no UniversalString",
    "COMMON_NAME, 13, 612662, CN: octets that are no PrintableString",
    "COMMON_NAME, 0C, c080, CN: octets that are no UTF8String",
    "COMMON_NAME, 14, fc, CN: octets that are no T61String",
    "COMMON_NAME, 0C, 6100, CN: the control character U+0000",
    "COMMON_NAME, 1E, 00610000, CN: the control character U+0000",
    "COMMON_NAME, 0C, 610a, CN: the control character U+000A",
    "COMMON_NAME, 0C, c285, CN: the control character U+0085",
    "COMMON_NAME, 0C, '', CN: an empty value",
    "COMMON_NAME, 04, 61, 'CN as tag 0x4, expected PrintableString, UTF8String, T61String'",
    "COMMON_NAME, 16, 61, CN as IA5String",
    "COUNTRY, 0C, 4445, 'C as UTF8String, expected PrintableString'",
    "COUNTRY, 13, 555341, 'C: 3 characters, expected at most 2'",
    "COUNTRY, 13, 3132, 'C=12, expected two letters'",
    "EMAIL_ADDRESS, 0C, 614062, 'emailAddress as UTF8String, expected IA5String'",
    "DOMAIN_COMPONENT, 13, 61, 'DC as PrintableString, expected IA5String'"
  })
  void whatOthersCannotReadIsNamed(AttributeType type, String tag, String hex, String fault) {
    byte[] value = HexFormat.of().parseHex(hex);
    assertThat(name(type.oid(), Integer.parseInt(tag, 16), value).fault())
        .hasValueSatisfying(found -> assertThat(found).contains(fault));
  }

  @Test
  void wellFormedOldTypesMayStand() {
    assertThat(text(AttributeType.COMMON_NAME, 0x14, "old").fault()).isEmpty();
    assertThat(name("2.5.4.3", 0x1E, "wide".getBytes(StandardCharsets.UTF_16BE)).fault()).isEmpty();
    assertThat(name("2.5.4.3", 0x1C, new byte[] {0, 0, 0, 'a'}).fault()).isEmpty();
    assertThat(text(AttributeType.COUNTRY, 0x13, "de").fault()).isEmpty();
    assertThat(text(AttributeType.EMAIL_ADDRESS, 0x16, "a@b").fault()).isEmpty();
  }

  @Test
  void lengthsCountCharacters() {
    assertThat(text(AttributeType.COMMON_NAME, 0x0C, "𝄞".repeat(64)).fault()).isEmpty();
    assertThat(text(AttributeType.COMMON_NAME, 0x0C, "𝄞".repeat(65)).fault())
        .contains("CN: 65 characters, expected at most 64");
    // The API takes less than RFC 5280 does.
    assertThat(text(AttributeType.GIVEN_NAME, 0x0C, "x".repeat(17)).fault()).isEmpty();
    assertThat(name("2.5.4.17", 0x0C, "1".repeat(41).getBytes(StandardCharsets.UTF_8)).fault())
        .isPresent();
  }

  @Test
  void anObjectIdentifierIsShort() {
    String longOid = "1.2" + ".99999".repeat(30);
    assertThat(name(longOid, 0x0C, new byte[] {'a'}).fault())
        .hasValueSatisfying(found -> assertThat(found).contains("63 octets at most"));
  }

  @Test
  void namesAreTheSameWhateverTheirStringTypesCaseAndBlanks() {
    DistinguishedName name = DistinguishedName.of(AttributeType.ORGANIZATION, "Some Name");
    assertThat(name.matches(text(AttributeType.ORGANIZATION, 0x13, " some  NAME "))).isTrue();
    byte[] wide = "Some name".getBytes(StandardCharsets.UTF_16BE);
    assertThat(name.matches(name(AttributeType.ORGANIZATION.oid(), 0x1E, wide))).isTrue();
    assertThat(name.matches(text(AttributeType.ORGANIZATION, 0x0C, "Some Names"))).isFalse();
    assertThat(name.matches(text(AttributeType.COMMON_NAME, 0x0C, "Some Name"))).isFalse();
    assertThat(name.matches(DistinguishedName.empty())).isFalse();
    assertThat(DistinguishedName.empty().matches(name)).isFalse();
  }
}
