// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the JDK thinks of CRLs and OCSP answers: {@code java JdkStatus.java FILE,CA[,LEAF]…}. With a
 * leaf the file is an answer about it, else a CRL. One line per file: its name, a tab, and OK,
 * REVOKED (of an answer that says so), or why it is refused.
 */
public final class JdkStatus {
  private JdkStatus() {}

  /** Judges the files. */
  public static void main(String[] all) throws IOException {
    for (String each : all) {
      String[] files = each.split(",");
      System.out.println(files[0] + "\t" + verdict(files));
    }
  }

  private static String verdict(String[] files) throws IOException {
    byte[] status = Files.readAllBytes(Path.of(files[0]));
    try {
      X509Certificate ca = certificate(files[1]);
      return files.length > 2 ? answer(status, ca, certificate(files[2])) : list(status, ca);
    } catch (GeneralSecurityException e) {
      return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
    }
  }

  private static X509Certificate certificate(String file)
      throws IOException, GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(Path.of(file))));
  }

  private static String list(byte[] der, X509Certificate ca) throws GeneralSecurityException {
    X509CRL crl =
        (X509CRL)
            CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
    crl.verify(ca.getPublicKey());
    Set<? extends X509CRLEntry> entries = crl.getRevokedCertificates();
    for (X509CRLEntry entry : entries == null ? Set.<X509CRLEntry>of() : entries) {
      if (entry.hasExtensions() && entry.getRevocationReason() == null) {
        return "an entry whose reason cannot be read";
      }
    }
    return crl.toString().contains("Unparseable") ? "an extension that cannot be parsed" : "OK";
  }

  private static String answer(byte[] der, X509Certificate ca, X509Certificate leaf)
      throws GeneralSecurityException {
    CertPathValidator validator = CertPathValidator.getInstance("PKIX");
    PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
    checker.setOptions(EnumSet.of(PKIXRevocationChecker.Option.NO_FALLBACK));
    checker.setOcspResponses(Map.of(leaf, der));
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(ca, null)));
    parameters.addCertPathChecker(checker);
    try {
      validator.validate(
          CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf)), parameters);
      return "OK";
    } catch (CertPathValidatorException e) {
      if (e.getReason() == BasicReason.REVOKED) {
        return "REVOKED";
      }
      throw e;
    }
  }
}
