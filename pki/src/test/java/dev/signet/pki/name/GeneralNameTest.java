// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import static dev.signet.pki.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.cert.AccessDescription;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.Octets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneralNameTest {
  private static String hex(GeneralName name) {
    return HexFormat.of().formatHex(name.der());
  }

  @Test
  void everyFormIsWrittenWithItsTagAndReadBack() {
    List<GeneralName> names =
        List.of(
            new GeneralName.Email("a@b"),
            new GeneralName.Dns("a.b"),
            new GeneralName.Directory(DistinguishedName.of(AttributeType.COUNTRY, "DE")),
            new GeneralName.Uri("a:b"),
            new GeneralName.Ip(Octets.ofHex("0a000001")),
            new GeneralName.RegisteredId("1.2.3"),
            GeneralName.otherName("1.2.3", "x"),
            GeneralName.ediPartyName(Optional.of("a"), "p"),
            GeneralName.ediPartyName(Optional.empty(), "p"));
    assertThat(names.stream().map(GeneralNameTest::hex))
        .containsExactly(
            "8103614062",
            "8203612e62",
            "a40f300d310b3009060355040613024445",
            "8603613a62",
            "87040a000001",
            "88022a03",
            "a00906022a03a0030c0178",
            "a50aa0030c0161a1030c0170",
            "a505a1030c0170");
    for (GeneralName name : names) {
      assertThat(GeneralName.read(Der.parse(name.der()))).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 0a000001",
    "255.255.255.255, ffffffff",
    "::1, 00000000000000000000000000000001",
    "2001:db8::1, 20010db8000000000000000000000001"
  })
  void addressesAreReadFromText(String text, String octets) {
    assertThat(GeneralName.Ip.parse(text))
        .hasValueSatisfying(ip -> assertThat(ip.address().hex()).isEqualTo(octets));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "10.1", "1", "256.0.0.1", "10.0.0.1.2", "fe80::1%eth0", "[::1]"})
  void whatIsNoAddressIsNotRead(String text) {
    assertThat(GeneralName.Ip.parse(text)).isEmpty();
  }

  @Test
  void namesThatAreNotAsciiOrEmptyAreRefused() {
    for (String bad : List.of("", "ä.example.com", "a\0.b")) {
      assertRefused(Reason.MALFORMED_NAME, () -> new GeneralName.Dns(bad));
      assertRefused(Reason.MALFORMED_NAME, () -> new GeneralName.Email(bad));
      assertRefused(Reason.MALFORMED_NAME, () -> new GeneralName.Uri(bad));
    }
  }

  @Test
  void subjectInformationAccessNamesMethodAndLocation() {
    Extension extension =
        Extension.subjectInformationAccess(
            List.of(new AccessDescription("1.3.6.1.5.5.7.48.5", new GeneralName.Uri("a:b"))));
    assertThat(extension.oid()).isEqualTo("1.3.6.1.5.5.7.1.11");
    assertThat(extension.critical()).isFalse();
    assertThat(extension.value().hex()).isEqualTo("3011300f06082b060105050730058603613a62");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "3.1", "1.40", "1.02.3", "1..2", "a.b"})
  void objectIdentifiersAreChecked(String oid) {
    assertRefused(Reason.MALFORMED_NAME, () -> GeneralName.otherName(oid, "x"));
    assertRefused(Reason.MALFORMED_NAME, () -> new GeneralName.RegisteredId(oid).der());
  }
}
