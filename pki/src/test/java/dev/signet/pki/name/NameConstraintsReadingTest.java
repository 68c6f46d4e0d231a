// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import static dev.signet.pki.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.codec.ObjectIdentifierText;
import dev.signet.pki.codec.Octets;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameConstraintsReadingTest {
  @Test
  void theGuidesSampleIsRead() {
    NameConstraints sample =
        NameConstraints.fromDer(Base64.getDecoder().decode("MBWgEzARgg8ucGVybWl0dGVkLnRlc3Q="));
    assertThat(sample)
        .isEqualTo(new NameConstraints(List.of(new Subtree.Dns(".permitted.test")), List.of()));
  }

  @Test
  void theWalkthroughsConstraintsAreRead() {
    NameConstraints walkthrough =
        NameConstraints.fromDer(
            Base64.getDecoder()
                .decode(
                    "MEagKTASghAuZGV2LmV4YW1wbGUuY29tMBOCES50ZXN0LmV4YW1wbGUuY29t"
                        + "oRkwF4IVLnByb2QuZGV2LmV4YW1wbGUuY29t"));
    assertThat(walkthrough.permitted())
        .containsExactly(new Subtree.Dns(".dev.example.com"), new Subtree.Dns(".test.example.com"));
    assertThat(walkthrough.excluded()).containsExactly(new Subtree.Dns(".prod.dev.example.com"));
  }

  private static void assertUnreadable(String expected, byte[]... parts) {
    assertRefused(Reason.MALFORMED_NAME, () -> NameConstraints.fromDer(DerWriter.sequence(parts)))
        .contains(expected);
  }

  private static byte[] permittedDer(byte[]... subtree) {
    return DerWriter.explicit(0, DerWriter.sequence(subtree));
  }

  private static byte[] dnsDer(String pattern) {
    return DerWriter.implicit(2, pattern.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void constraintsWithoutSubtreeAreRefused() {
    assertUnreadable("NameConstraints of 0 elements");
    assertUnreadable("expected a subtree", DerWriter.explicit(0, new byte[0]));
  }

  @Test
  void patternsThatMatchNothingTheirAuthorMeantAreRefused() {
    assertUnreadable("subtree 'a\u00e4'", permittedDer(dnsDer("a\u00e4")));
    assertUnreadable("subtree '*.ab'", permittedDer(dnsDer("*.ab")));
    assertUnreadable("subtree 'a..b'", permittedDer(dnsDer("a..b")));
    assertUnreadable(
        "subtree 'https://a.b/'",
        permittedDer(DerWriter.implicit(6, DerWriter.ascii("https://a.b/"))));
  }

  @Test
  void minimumAndMaximumAreRefused() {
    assertUnreadable("minimum", permittedDer(dnsDer("ab"), DerWriter.implicit(0, new byte[] {1})));
    assertUnreadable("maximum", permittedDer(dnsDer("ab"), DerWriter.implicit(1, new byte[] {5})));
  }

  @Test
  void networksNeedAnAddressAndAPlainMask() {
    assertUnreadable("4 octets", permittedDer(DerWriter.implicit(7, new byte[] {10, 0, 0, 0})));
    assertUnreadable(
        "mask with a gap",
        permittedDer(DerWriter.implicit(7, new byte[] {10, 0, 0, 0, -1, 0, -1, 0})));
  }

  @Test
  void formsThatAreNotSupportedAreRefused() {
    byte[] registeredId = DerWriter.implicit(8, ObjectIdentifierText.content("1.2.3"));
    byte[] otherName = DerWriter.explicit(0, DerWriter.oid("1.2.3"));
    byte[] ediPartyName = DerWriter.explicit(5, DerWriter.oid("1.2.3"));
    byte[] x400Address = DerWriter.explicit(3, DerWriter.oid("1.2.3"));
    for (byte[] form : List.of(registeredId, otherName, ediPartyName, x400Address)) {
      assertUnreadable("rfc822Name, dNSName", permittedDer(form));
    }
  }

  @Test
  void permittedComesBeforeExcludedAndEachOnce() {
    byte[] permitted = permittedDer(dnsDer("ab"));
    byte[] excluded = DerWriter.explicit(1, DerWriter.sequence(dnsDer("ab")));
    assertUnreadable("once each", excluded, permitted);
    assertUnreadable("once each", permitted, permitted);
  }

  @Test
  void everySupportedFormIsRead() {
    byte[] der =
        DerWriter.sequence(
            DerWriter.explicit(
                0,
                concat(
                    DerWriter.sequence(DerWriter.implicit(1, DerWriter.ascii("a@b.c"))),
                    DerWriter.sequence(DerWriter.implicit(2, DerWriter.ascii("B.c"))),
                    DerWriter.sequence(
                        DerWriter.explicit(
                            4, DistinguishedName.of(AttributeType.COUNTRY, "DE").der())),
                    DerWriter.sequence(DerWriter.implicit(6, DerWriter.ascii(".C.d"))),
                    DerWriter.sequence(
                        DerWriter.implicit(7, new byte[] {10, 0, 0, 0, -1, -128, 0, 0})))));
    assertThat(NameConstraints.fromDer(der).permitted())
        .containsExactly(
            new Subtree.Email("a@b.c"),
            new Subtree.Dns("b.c"),
            new Subtree.Directory(DistinguishedName.of(AttributeType.COUNTRY, "DE")),
            new Subtree.Uri(".c.d"),
            new Subtree.Ip(Octets.of(new byte[] {10, 0, 0, 0}), 9));
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(out::writeBytes);
    return out.toByteArray();
  }
}
