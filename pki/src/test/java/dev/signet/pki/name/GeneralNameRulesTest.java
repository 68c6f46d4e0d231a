// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.codec.Octets;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which alternative names may stand in what we sign. */
class GeneralNameRulesTest {
  private static Optional<String> fault(GeneralName name) {
    return SubjectAlternativeName.fault(new SubjectAlternativeName(List.of(name)).der());
  }

  private static final String LARGEST = "2.25." + BigInteger.TWO.pow(128).subtract(BigInteger.ONE);
  private static final String TOO_LARGE = "2.25." + BigInteger.TWO.pow(128);
  private static final String LABEL = "a".repeat(63);
  private static final String LONGEST = String.join(".", LABEL, LABEL, LABEL, "a".repeat(61));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "localhost",
        "a.example.com",
        "*.example.com",
        "my_host",
        "10.0.0.1",
        "xn--a"
      })
  void hostsMayStand(String host) {
    assertThat(fault(new GeneralName.Dns(host))).isEmpty();
  }

  @Test
  void aHostIsNotTooLong() {
    assertThat(fault(new GeneralName.Dns(LONGEST))).isEmpty();
    for (String longer : List.of(LONGEST + "a", LABEL + "a", "a".repeat(300))) {
      assertThat(fault(new GeneralName.Dns(longer))).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*", "a.*.com", "a*.com", "*.*.com", "a b", "a\n.com", ".a", "a.", "a..b", "-a", "a-"
      })
  void whatIsNoHostIsNamed(String host) {
    assertThat(fault(new GeneralName.Dns(host)))
        .hasValueSatisfying(
            found -> assertThat(found).startsWith("subjectAltName: dNSName '" + host + "'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@b", "a.b+c@example.com", "o'neil@example.com"})
  void mailboxesMayStand(String address) {
    assertThat(fault(new GeneralName.Email(address))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a", "@b", "a@", "a@@b", "a b@c", "<a@b>", ".a@b", "a.@b", "a..b@c", "a@b\n", "a@*.b"
      })
  void whatIsNoMailboxIsNamed(String address) {
    assertThat(fault(new GeneralName.Email(address)))
        .hasValueSatisfying(found -> assertThat(found).contains("rfc822Name"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spiffe://signet.000000000000/a",
        "http://a.b:80/c?d#e",
        "urn:uuid:1",
        "http://[::1]/",
        "ldap:///CN=a?b",
        "spiffe://A_B/c"
      })
  void absoluteUrisMayStand(String uri) {
    assertThat(fault(new GeneralName.Uri(uri))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "//a.b",
        "http://",
        "http://a b/",
        "%",
        "http://a.b/%zz",
        "1a:b",
        "http:a",
        "https:/a",
        "HTTPS:///a",
        "http://:80/",
        "urn:a\tb",
        "http://a_b@c_d-/"
      })
  void whatIsNoAbsoluteUriIsNamed(String uri) {
    assertThat(fault(new GeneralName.Uri(uri)))
        .hasValueSatisfying(found -> assertThat(found).contains("uniformResourceIdentifier"));
  }

  @Test
  void anOtherNameHasATypeAndOneReadableValue() {
    assertThat(fault(GeneralName.otherName("1.2.3", "x"))).isEmpty();
    byte[] type = DerWriter.oid("1.2.3");
    for (byte[] content :
        List.of(
            type,
            join(type, DerWriter.utf8("x")),
            join(type, DerWriter.explicit(0, new byte[0])),
            join(type, DerWriter.explicit(0, DerWriter.element(0x0C, new byte[] {(byte) 0xC0}))),
            join(type, DerWriter.explicit(0, DerWriter.utf8("a\0"))),
            join(type, DerWriter.explicit(0, DerWriter.element(0x1B, new byte[] {'a', 0}))))) {
      Octets whole = Octets.of(DerWriter.explicit(0, content));
      assertThat(fault(new GeneralName.Opaque(whole))).as(whole.hex()).isPresent();
    }
  }

  @Test
  void formsThatSomeCannotReadAreNamed() {
    assertThat(fault(GeneralName.ediPartyName(Optional.empty(), "p")))
        .hasValueSatisfying(found -> assertThat(found).contains("ediPartyName"));
    Octets x400 = Octets.of(DerWriter.element(0xA3, new byte[0]));
    assertThat(fault(new GeneralName.Opaque(x400)))
        .hasValueSatisfying(found -> assertThat(found).contains("x400Address"));
    assertThat(fault(new GeneralName.Directory(DistinguishedName.empty()))).isPresent();
    assertThat(fault(new GeneralName.RegisteredId("1.2" + ".99999".repeat(30)))).isPresent();
    assertThat(fault(GeneralName.otherName("1.2.3", "x"))).isEmpty();
    assertThat(fault(GeneralName.otherName(TOO_LARGE, "x"))).isPresent();
    assertThat(fault(new GeneralName.RegisteredId(TOO_LARGE))).isPresent();
    assertThat(fault(new GeneralName.RegisteredId(LARGEST))).isEmpty();
  }

  private static byte[] join(byte[] one, byte[] two) {
    byte[] both = java.util.Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    return both;
  }
}
