// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.pki.codec.Pem;
import dev.signet.testkit.SignedClient.Answer;
import dev.signet.testkit.SignetExtension;
import dev.signet.testkit.StatusClient;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Authorities below roots that are kept elsewhere and sign with ML-DSA or PSS: what they issue, and
 * what they tell of it, is judged by the JDK from the outside root down.
 */
@SuppressWarnings("NullAway") // answers are whole
final class OutsideRootTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-03-01T12:00:00Z");

  private static final X500Name OUTSIDE = new X500Name("CN=Outside");

  private final CaCalls calls = new CaCalls(signet.client("us-east-1"));

  @ParameterizedTest(name = "{0} above {2}")
  @CsvSource({
    "ML-DSA-44, ML_DSA_44, ML_DSA_44",
    "ML-DSA-65, ML_DSA_65, ML_DSA_65",
    "ML-DSA-87, ML_DSA_87, ML_DSA_87",
    "SHA256withRSAandMGF1, RSA_2048, SHA256WITHRSA_PSS",
    "SHA384withRSAandMGF1, RSA_2048, SHA384WITHRSA_PSS",
    "SHA512withRSAandMGF1, RSA_2048, SHA512WITHRSA_PSS",
    "ML-DSA-65, RSA_2048, SHA256WITHRSA_PSS",
    "ML-DSA-87, EC_prime256v1, SHA256WITHECDSA",
    "SHA256withRSAandMGF1, ML_DSA_44, ML_DSA_44"
  })
  void whatIsBelowAnOutsideRootIsFoundValidUntilItIsRevoked(
      String rootSigns, String key, String signs) throws Exception {
    Outside outside = Outside.signing(rootSigns);
    String authority = imported(outside, key, signs);
    signet.pca().publish(authority);
    X509Certificate ca = StatusClient.x509(signet.pca().certificate(authority));
    X509Certificate leaf = issued(authority, signs);
    Judge judge = new Judge(outside.certificate(), ca, leaf, authority);
    eventually("a CRL is published", () -> status().crl(authority).isPresent());
    judge.byCrl();
    judge.byOcsp();

    CaCalls.ok(
        calls.on(
            "RevokeCertificate",
            authority,
            Map.of(
                "CertificateSerial",
                leaf.getSerialNumber().toString(16),
                "RevocationReason",
                "KEY_COMPROMISE")));
    signet.clock().advance(Duration.ofSeconds(1));
    eventually("it is in the CRL", () -> status().crl(authority).orElseThrow().isRevoked(leaf));
    assertRevoked(judge::byCrl);
    assertRevoked(judge::byOcsp);
  }

  private static void assertRevoked(ThrowingCallable judging) {
    assertThatThrownBy(judging)
        .isInstanceOfSatisfying(
            CertPathValidatorException.class,
            refused -> assertThat(refused.getReason()).isEqualTo(BasicReason.REVOKED));
  }

  /** An authority whose request the outside root signed. */
  private String imported(Outside outside, String key, String signs) throws Exception {
    String authority =
        calls
            .create(
                "SUBORDINATE",
                Map.of(
                    "KeyAlgorithm",
                    key,
                    "SigningAlgorithm",
                    signs,
                    "Subject",
                    Map.of("CommonName", "Below")))
            .text("CertificateAuthorityArn");
    CaCalls.ok(
        calls.on(
            "ImportCertificateAuthorityCertificate",
            authority,
            Map.of(
                "Certificate",
                base64(outside.certify(calls.csr(authority))),
                "CertificateChain",
                base64(outside.certificate()))));
    return authority;
  }

  private X509Certificate issued(String authority, String signs) {
    String csr = calls.csr(calls.create("SUBORDINATE"));
    Answer issued =
        calls.on(
            "IssueCertificate",
            authority,
            Map.of(
                "Csr",
                Base64.getEncoder().encodeToString(csr.getBytes(StandardCharsets.US_ASCII)),
                "SigningAlgorithm",
                signs,
                "Validity",
                Map.of("Type", "DAYS", "Value", 30)));
    CaCalls.ok(issued);
    return StatusClient.x509(
        calls.get(authority, issued.text("CertificateArn")).text("Certificate"));
  }

  private static String base64(X509Certificate certificate) throws GeneralSecurityException {
    return Base64.getEncoder()
        .encodeToString(
            Pem.certificate(certificate.getEncoded()).getBytes(StandardCharsets.US_ASCII));
  }

  private static StatusClient status() {
    return new StatusClient(signet.running().statusUrl());
  }

  /** Trusts the outside root alone and wants to know of the leaf whether it is revoked. */
  private record Judge(
      X509Certificate root, X509Certificate ca, X509Certificate leaf, String authority) {

    void byCrl() throws GeneralSecurityException {
      validate(Map.of(), EnumSet.of(Option.PREFER_CRLS, Option.NO_FALLBACK));
    }

    void byOcsp() throws GeneralSecurityException {
      byte[] question = StatusClient.question(ca, leaf.getSerialNumber());
      byte[] answer =
          status().get("/ocsp/" + Base64.getUrlEncoder().encodeToString(question)).body();
      validate(Map.of(leaf, answer), EnumSet.of(Option.NO_FALLBACK));
    }

    private void validate(Map<X509Certificate, byte[]> answers, Set<Option> how)
        throws GeneralSecurityException {
      CertPathValidator validator = CertPathValidator.getInstance("PKIX");
      PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
      how.add(Option.ONLY_END_ENTITY); // of the authority itself the outside would tell
      checker.setOptions(how);
      checker.setOcspResponses(answers);
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
      parameters.setDate(Date.from(signet.clock().instant()));
      parameters.addCertStore(
          CertStore.getInstance(
              "Collection",
              new CollectionCertStoreParameters(List.of(status().crl(authority).orElseThrow()))));
      parameters.addCertPathChecker(checker);
      CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf, ca));
      validator.validate(path, parameters);
    }
  }

  /** A root of another program. */
  private record Outside(X509Certificate certificate, ContentSigner signer) {

    /**
     * One that signs with this parameter set of ML-DSA, or so with RSA, which the JDK names
     * otherwise.
     */
    static Outside signing(String name) throws Exception {
      boolean rsa = name.startsWith("SHA");
      KeyPair pair = KeyPairGenerator.getInstance(rsa ? "RSA" : name).generateKeyPair();
      JcaContentSignerBuilder builder = new JcaContentSignerBuilder(name);
      ContentSigner signer =
          (rsa ? builder.setProvider(new BouncyCastleProvider()) : builder)
              .build(pair.getPrivate());
      SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
      return new Outside(signed(OUTSIDE, key, signer), signer);
    }

    X509Certificate certify(String csr) throws Exception {
      try (PEMParser parser = new PEMParser(new StringReader(csr))) {
        PKCS10CertificationRequest request = (PKCS10CertificationRequest) parser.readObject();
        return signed(request.getSubject(), request.getSubjectPublicKeyInfo(), signer);
      }
    }

    private static X509Certificate signed(
        X500Name subject, SubjectPublicKeyInfo key, ContentSigner signer) throws IOException {
      X509v3CertificateBuilder builder =
          new X509v3CertificateBuilder(
              OUTSIDE,
              BigInteger.valueOf(System.nanoTime()),
              Date.from(signet.clock().instant()),
              Date.from(signet.clock().instant().plus(Duration.ofDays(365))),
              subject,
              key);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      return StatusClient.x509(Pem.certificate(builder.build(signer).getEncoded()));
    }
  }
}
