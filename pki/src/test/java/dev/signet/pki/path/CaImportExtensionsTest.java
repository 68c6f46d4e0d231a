// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.path;

import static dev.signet.pki.Samples.utf8;
import static dev.signet.pki.TestKey.NOW;
import static dev.signet.pki.TestKey.VERIFIER;
import static dev.signet.pki.TestKey.cn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.TestKey;
import dev.signet.pki.cert.BasicConstraints;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.ExtensionOid;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.name.GeneralName;
import dev.signet.pki.path.ImportVerdict.Accepted;
import dev.signet.pki.path.ImportVerdict.Malformed;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which extensions of others' certificates an import reads, and which it refuses. */
class CaImportExtensionsTest {
  private static final Extension CA =
      Extension.basicConstraints(true, new BasicConstraints(true, OptionalInt.empty()));

  private final TestKey caKey = TestKey.ec();
  private final TestKey middleKey = TestKey.ec();
  private final TestKey rootKey = TestKey.ec();
  private final Certificate root = rootKey.root("Root").first();
  private final Certificate middle = middle();
  private final Certificate sub = sub();

  private Certificate middle(Extension... more) {
    return rootKey.forge(cn("Root"), cn("Middle"), middleKey.info(), withCa(more));
  }

  private Certificate sub(Extension... more) {
    return middleKey.forge(cn("Middle"), cn("Sub"), caKey.info(), withCa(more));
  }

  private static Extension[] withCa(Extension... more) {
    List<Extension> all = new java.util.ArrayList<>(List.of(more));
    all.add(CA);
    return all.toArray(Extension[]::new);
  }

  private ImportVerdict imported(Certificate... chain) {
    List<Certificate> all = List.of(chain);
    return new CaImport(caKey.info(), CaType.SUBORDINATE, VERIFIER)
        .check(utf8(all.getFirst().pem()), utf8(new Chain(all.subList(1, all.size())).pem()), NOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ExtensionOid.CERTIFICATE_POLICIES,
        ExtensionOid.ISSUER_ALTERNATIVE_NAME,
        ExtensionOid.SUBJECT_DIRECTORY_ATTRIBUTES,
        ExtensionOid.AUTHORITY_INFORMATION_ACCESS,
        ExtensionOid.SUBJECT_INFORMATION_ACCESS,
        ExtensionOid.POLICY_CONSTRAINTS,
        ExtensionOid.POLICY_MAPPINGS,
        ExtensionOid.CRL_DISTRIBUTION_POINTS,
        ExtensionOid.FRESHEST_CRL,
        ExtensionOid.TLS_FEATURE,
        ExtensionOid.NETSCAPE_CERT_TYPE
      })
  void anExtensionThatCannotBeReadIsMalformedWhereverItStands(String oid) {
    for (byte[] junk : List.of(utf8("junk"), DerWriter.utf8("junk"))) {
      Extension odd = Extension.of(oid, false, junk);
      Extension[] all = withCa(odd);
      assertMalformed(imported(sub(odd), middle, root), oid, "of 'CN=Sub'");
      assertMalformed(imported(sub, middle(odd), root), oid, "of 'CN=Middle'");
      Certificate above = rootKey.forge(cn("Root"), cn("Root"), rootKey.info(), all);
      assertMalformed(imported(sub, middle, above), oid, "of 'CN=Root'");
    }
  }

  @Test
  void whatThisCaWouldNotWriteItselfIsReadOfOthers() {
    byte[] uri = DerWriter.implicit(6, utf8("file:" + "\\\\ca\\a b.crl"));
    Extension points =
        Extension.of(
            ExtensionOid.CRL_DISTRIBUTION_POINTS,
            false,
            DerWriter.sequence(
                DerWriter.sequence(DerWriter.explicit(0, DerWriter.explicit(0, uri)))));
    byte[] statement =
        DerWriter.sequence(
            DerWriter.oid("1.3.6.1.5.5.7.2.1"), DerWriter.element(0x16, utf8("no uri")));
    Extension policies =
        Extension.of(
            ExtensionOid.CERTIFICATE_POLICIES,
            false,
            DerWriter.sequence(
                DerWriter.sequence(DerWriter.oid("1.2.3"), DerWriter.sequence(statement))));
    assertThat(imported(sub(points, policies), middle(points, policies), root))
        .isInstanceOf(Accepted.class);
  }

  @Test
  void anExtensionWhoseIdentifierNotEverybodyReadsIsMalformed() {
    String large = "2.25." + "9".repeat(39);
    assertMalformed(imported(sub(Extension.of(large, false, utf8("x"))), middle, root), large);
  }

  @Test
  void anIssuerAndSerialNumberAreReadToo() {
    Extension both =
        Extension.of(
            ExtensionOid.AUTHORITY_KEY_IDENTIFIER,
            false,
            DerWriter.sequence(
                DerWriter.explicit(1, new GeneralName.Directory(cn("Root")).der()),
                DerWriter.implicit(2, utf8("a"))));
    assertThat(imported(sub(both), middle, root)).isInstanceOf(Accepted.class);
  }

  @ParameterizedTest
  @CsvSource({"82020101", "a1058203612e62", "a1058203612e6280017a820101", "8501aa", "80017a80017a"})
  void anAuthorityKeyIdentifierHasItsPartsInOrderAndBothOrNeitherOfTwo(String parts) {
    byte[] value = DerWriter.sequence(Octets.ofHex(parts).bytes());
    Extension odd = Extension.of(ExtensionOid.AUTHORITY_KEY_IDENTIFIER, false, value);
    assertMalformed(imported(sub(odd), middle, root), ExtensionOid.AUTHORITY_KEY_IDENTIFIER);
  }

  private static void assertMalformed(ImportVerdict verdict, String... said) {
    assertThat(verdict).isInstanceOf(Malformed.class).asString().contains(said);
  }
}
