// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.path.CaImport;
import dev.signet.pki.path.CaType;
import dev.signet.pki.path.ImportVerdict;
import java.nio.charset.StandardCharsets;

/** The certificate of a CA and its chain, PEM: whoever is imported can issue what others read. */
class CaImportFuzzTest {
  private static final String BEGIN = "-----BEGIN";

  @FuzzTest
  void isRefusedOrIssues(byte[] pem) {
    String text = new String(pem, StandardCharsets.ISO_8859_1);
    int second = text.indexOf(BEGIN, BEGIN.length());
    byte[] first = octets(second < 0 ? text : text.substring(0, second));
    byte[] rest = octets(second < 0 ? "" : text.substring(second));
    CaType type = second < 0 ? CaType.ROOT : CaType.SUBORDINATE;
    Refusing.readOrRefused(() -> Certificate.parse(first))
        .map(own -> new CaImport(own.publicKey(), type, IssuingRoot.VERIFIER))
        .map(importing -> importing.check(first, rest, IssuingRoot.NOW))
        .ifPresent(CaImportFuzzTest::issue);
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void issue(ImportVerdict verdict) {
    if (verdict instanceof ImportVerdict.Accepted(Chain chain)) {
      Refusing.readOrRefused(() -> IssuingRoot.issueBelow(chain)).ifPresent(OtherReaders::read);
    }
  }
}
