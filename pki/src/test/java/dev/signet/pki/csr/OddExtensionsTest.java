// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.csr;

import static dev.signet.pki.TestKey.POLICY;
import static dev.signet.pki.TestKey.VERIFIER;
import static dev.signet.pki.TestKey.cn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.TestKey;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.codec.Octets;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose extensions are good, and by chance not, under templates that copy them. */
class OddExtensionsTest {
  private static final long SEED = 20_261_128L;
  private static final int TRIES = 60;

  /** Good values of extensions that somebody looks into. */
  private static final Map<String, List<String>> GOOD =
      Map.ofEntries(
          Map.entry("2.5.29.9", List.of("3011300f06082b060105050709023103020107")),
          Map.entry("2.5.29.15", List.of("03020780", "0303078880")),
          Map.entry("2.5.29.16", List.of("3011800f32303236303130313030303030305a")),
          Map.entry("2.5.29.18", List.of("30058203612e62")),
          Map.entry(
              "2.5.29.31",
              List.of(
                  "300f300da00ba0098607" + "75726e3a613a61",
                  "30133011a00ba0098607" + "75726e3a613a61" + "81020780")),
          Map.entry("2.5.29.46", List.of("300f300da00ba0098607" + "75726e3a613a61")),
          Map.entry(
              "2.5.29.32",
              List.of(
                  "3006300406022a03",
                  "301c301a06022a0330143012" + "06082b06010505070201" + "160675726e3a613a",
                  "3019301706022a033011300f" + "06082b06010505070202" + "30030c0161")),
          Map.entry("2.5.29.37", List.of("300406022a03", "300a06082b06010505070301")),
          Map.entry(
              "1.3.6.1.5.5.7.1.1", List.of("3015301306082b060105050730018607" + "75726e3a613a61")),
          Map.entry(
              "1.3.6.1.5.5.7.1.11", List.of("3015301306082b060105050730058607" + "75726e3a613a61")),
          Map.entry("1.3.6.1.5.5.7.1.24", List.of("3003020105", "3006020105020111")),
          Map.entry("1.3.6.1.5.5.7.48.1.5", List.of("0500")),
          Map.entry("1.3.6.1.4.1.311.21.7", List.of("300706022a03020164")),
          Map.entry("2.16.840.1.113730.1.1", List.of("03020780")),
          Map.entry("1.2.3.4", List.of("0500", "30060201010c0161")));

  private static final Map<String, List<String>> GOOD_OF_CAS =
      Map.of(
          "2.5.29.15", List.of("03020106"),
          "2.5.29.30", List.of("3009a00730058203612e62", "300ea10c300a87080a000000ff000000"),
          "2.5.29.33", List.of("300a300806022a0306022a04"),
          "2.5.29.36", List.of("3003800100", "3006800100810100"),
          "2.5.29.54", List.of("020100"));

  private final TestKey rootKey = TestKey.ec();
  private final Chain root = rootKey.root("Root");
  private final TestKey key = TestKey.ec();
  private final Random random = new Random(SEED);

  @Test
  void goodOnesAreCopiedOctetForOctet() {
    GOOD.forEach((oid, values) ->
        values.forEach(hex ->
            assertThat(
                    isIssued(
                        true, "BlankEndEntityCertificate_CSRPassthrough", oid, Octets.ofHex(hex)))
                .as("%s %s", oid, hex)
                .isTrue()));
    GOOD_OF_CAS.forEach((oid, values) ->
        values.forEach(hex ->
            assertThat(
                    isIssued(
                        true,
                        "BlankSubordinateCACertificate_PathLen0_CSRPassthrough",
                        oid,
                        Octets.ofHex(hex)))
                .as("%s %s", oid, hex)
                .isTrue()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BlankEndEntityCertificate_CSRPassthrough",
        "BlankSubordinateCACertificate_PathLen0_CSRPassthrough"
      })
  void chanceIsRefusedOrRead(String template) {
    Map<String, List<String>> good = template.contains("CA") ? GOOD_OF_CAS : GOOD;
    long[] counted = {0, 0};
    good.forEach((oid, values) ->
        values.forEach(hex -> {
          for (int i = 0; i < TRIES; i++) {
            counted[isIssued(random.nextBoolean(), template, oid, changed(hex)) ? 1 : 0]++;
          }
        }));
    assertThat(counted[1]).isGreaterThan(counted[0] / 50);
    assertThat(counted[0]).isGreaterThan(counted[1]);
  }

  private Octets changed(String hex) {
    byte[] value = Octets.ofHex(hex).bytes();
    for (int n = random.nextInt(3); n >= 0; n--) {
      value[random.nextInt(value.length)] = (byte) random.nextInt(256);
    }
    return Octets.of(value);
  }

  /** Issued and read, or refused by a reason that becomes MalformedCSRException. */
  private boolean isIssued(boolean critical, String template, String oid, Octets value) {
    Extension extension = new Extension(oid, critical, value);
    Certificate made;
    try {
      ProvenRequest request = key.csr(cn("odd"), extension).prove(VERIFIER, POLICY);
      made = rootKey.issue(root, template, request).first();
    } catch (PkiException refused) {
      assertThat(refused.reason()).as("%s %s", oid, value).isEqualTo(Reason.MALFORMED_CSR);
      return false;
    }
    assertThat(made.extensions().get(oid)).contains(extension);
    assertThat(made).as("%s %s", oid, value).matches(OddExtensionsTest::isReadByTheJdk);
    return true;
  }

  private static boolean isReadByTheJdk(Certificate certificate) {
    try {
      var read =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(certificate.der()));
      return !read.toString().contains("Unparseable");
    } catch (CertificateException unreadable) {
      return false;
    }
  }
}
