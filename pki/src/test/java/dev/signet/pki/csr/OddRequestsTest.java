// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.csr;

import static dev.signet.pki.TestKey.POLICY;
import static dev.signet.pki.TestKey.VERIFIER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.TestKey;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.codec.Der;
import dev.signet.pki.csr.OddRequests.Odd;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What a request may say at all: it is refused by what it says, or a certificate repeats it and the
 * JDK reads that. What OpenSSL, pyca and pkilint say of the like is seen by the acceptance tests.
 */
class OddRequestsTest {
  /** What becomes MalformedCSRException. */
  private static final Set<Reason> REFUSED =
      Set.of(Reason.MALFORMED_CSR, Reason.UNSUPPORTED_KEY, Reason.BAD_CSR_SIGNATURE);

  private static final long SEED = 20_261_128L;

  private final TestKey rootKey = TestKey.ec();
  private final Chain root = rootKey.root("Root");
  private final OddRequests requests = new OddRequests(TestKey.ec());

  @Test
  void everyStringTypeInEveryAttributeIsRefusedByItsNameOrRead() {
    List<Odd> all = requests.subjects(2000, SEED);
    long issued = all.stream().filter(this::isIssuedAndRead).count();
    assertThat(issued).isBetween(100L, all.size() / 2L);
  }

  @Test
  void everyStructureOfANameIsRefusedByItsNameOrRead() {
    assertThat(requests.relativeNames())
        .filteredOn(this::isIssuedAndRead)
        .extracting(Odd::what)
        .containsExactly("sorted");
  }

  @Test
  void everyFormOfAlternativeNameIsRefusedOrRead() {
    List<Odd> all = requests.alternativeNames();
    long issued = all.stream().filter(this::isIssuedAndRead).count();
    assertThat(issued).isBetween(50L, all.size() / 2L);
  }

  @Test
  void chanceIsRefusedOrRead() {
    List<Odd> all = requests.changed(1500, SEED);
    long issued = all.stream().filter(this::isIssuedAndRead).count();
    assertThat(issued).isBetween(50L, all.size() / 2L);
  }

  private boolean isIssuedAndRead(Odd odd) {
    Certificate issued;
    try {
      ProvenRequest proven = CertificateRequest.parse(odd.der()).prove(VERIFIER, POLICY);
      issued = rootKey.issue(root, "EndEntityCertificate", proven).first();
    } catch (PkiException refused) {
      assertThat(refused.reason()).as(odd.what()).isIn(REFUSED);
      if (isDer(odd.der())) { // else nothing in it has a name
        assertThat(refused).as(odd.what()).hasMessageContaining(odd.named());
      }
      return false;
    }
    assertThat(issued).as(odd.what()).matches(OddRequestsTest::isReadByTheJdk);
    return true;
  }

  private static boolean isDer(byte[] request) {
    try {
      return Der.parse(request).isConstructed();
    } catch (PkiException notDer) {
      return false;
    }
  }

  private static boolean isReadByTheJdk(Certificate certificate) {
    X509Certificate read = certificate.toX509();
    try {
      var names = read.getSubjectAlternativeNames();
      return (names == null) == certificate.alternativeName().isEmpty()
          && read.getSubjectX500Principal().getName().isEmpty() == certificate.subject().isEmpty()
          && read.getPublicKey() != null
          && !read.toString().contains("Unparseable");
    } catch (CertificateParsingException e) {
      return false;
    }
  }
}
