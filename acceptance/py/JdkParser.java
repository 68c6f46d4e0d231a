// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;

/**
 * What the JDK thinks of chains: {@code java JdkParser.java CHAIN.pem…}. A file holds a
 * certificate, then its issuers, then the root that is trusted; it may hold the root alone. One
 * line per file: its name, a tab, and OK or why it is refused.
 */
public final class JdkParser {
  /** How long before its issue a certificate begins. */
  private static final Duration LEAD = Duration.ofHours(1);

  private JdkParser() {}

  /** Judges the files. */
  public static void main(String[] files) throws IOException {
    for (String file : files) {
      System.out.println(file + "\t" + verdict(file));
    }
  }

  private static String verdict(String file) throws IOException {
    try (InputStream in = new FileInputStream(file)) {
      List<X509Certificate> chain =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      for (X509Certificate certificate : chain) {
        read(certificate);
      }
      validate(chain);
      return "OK";
    } catch (GeneralSecurityException e) {
      return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
    }
  }

  /** Parsing alone forgives an extension that is not critical and makes no sense. */
  private static void read(X509Certificate certificate) throws CertificateException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    if (names != null && names.isEmpty()) {
      throw new CertificateException("no name in subjectAltName");
    }
    certificate.getExtendedKeyUsage();
    if (certificate.toString().contains("Unparseable")) {
      throw new CertificateException("an extension that cannot be parsed");
    }
  }

  private static void validate(List<X509Certificate> chain) throws GeneralSecurityException {
    List<X509Certificate> path = chain.size() == 1 ? chain : chain.subList(0, chain.size() - 1);
    PKIXParameters parameters =
        new PKIXParameters(Set.of(new TrustAnchor(chain.getLast(), null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(path.getFirst().getNotBefore().toInstant().plus(LEAD)));
    CertPathValidator.getInstance("PKIX")
        .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
  }
}
