// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.authority.api.AcmPcaErrors;
import dev.signet.authority.lifecycle.PkiRefusals;
import dev.signet.kernel.Refusal;
import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.codec.Pem;
import dev.signet.pki.csr.CertificateRequest;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import dev.signet.testkit.calls.PrivateCaCalls;
import dev.signet.testkit.calls.PrivateCaCalls.Kind;
import dev.signet.wire.codec.Blob;
import dev.signet.wire.codec.Operation;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.ActionType;
import dev.signet.wire.generated.acmpca.CertificateAuthorityType;
import dev.signet.wire.generated.acmpca.CreatePermissionRequest;
import dev.signet.wire.generated.acmpca.DeletePermissionRequest;
import dev.signet.wire.generated.acmpca.ImportCertificateAuthorityCertificateRequest;
import dev.signet.wire.generated.acmpca.IssueCertificateRequest;
import dev.signet.wire.generated.acmpca.ListCertificateAuthoritiesRequest;
import dev.signet.wire.generated.acmpca.ListPermissionsRequest;
import dev.signet.wire.generated.acmpca.ResourceOwner;
import dev.signet.wire.generated.acmpca.SigningAlgorithm;
import dev.signet.wire.generated.acmpca.UpdateCertificateAuthorityRequest;
import dev.signet.wire.generated.acmpca.Validity;
import dev.signet.wire.generated.acmpca.ValidityPeriodType;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the private CA refuses by which error, and with which words where clients see them. */
@SuppressWarnings("NullAway") // answers are whole
final class AuthorityRefusalsTest {
  private static final X500Name OUTSIDE = new X500Name("CN=Outside");

  @TempDir Path folder;
  private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  private final KeyPair outside = pair();
  private Grounds grounds;
  private CaScene scene;

  @BeforeEach
  void open() {
    grounds = Grounds.open(folder, clock, new SeededEntropy(3));
    scene = CaScene.over(grounds.ground());
  }

  @AfterEach
  void close() {
    grounds.close();
  }

  private <I> void assertRefused(Operation<I, ?> operation, I input, String error, String text) {
    assertThatThrownBy(() -> scene.call(operation, input))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(new AcmPcaErrors().of(refusal.reason())).isEqualTo(error);
              assertThat(refusal.message()).contains(text);
            });
  }

  @Test
  void aCaWithoutSubjectIsRefusedAtImport() {
    String ca = scene.pca().pending(CertificateAuthorityType.SUBORDINATE, "test", Kind.P256);
    byte[] key = CertificateRequest.parse(ascii(scene.pca().csr(ca))).publicKey().der();
    byte[] root = signed(OUTSIDE, outside.getPublic().getEncoded(), 20);
    for (X500Name subject : List.of(new X500Name(new RDN[0]), cn("a\0.evil"))) {
      assertRefused(
          AcmPca.IMPORT_CERTIFICATE_AUTHORITY_CERTIFICATE,
          importing(ca, signed(subject, key, 10), root),
          "MalformedCertificateException",
          "subject");
    }
    scene.call(
        AcmPca.IMPORT_CERTIFICATE_AUTHORITY_CERTIFICATE,
        importing(ca, signed(cn("Sub"), key, 10), root));
    assertThat(scene.issue(ca)).startsWith(ca);
  }

  @Test
  void aRepeatedRootIsOneTooMany() {
    String ca = scene.pca().pending(CertificateAuthorityType.SUBORDINATE, "test", Kind.P256);
    byte[] key = CertificateRequest.parse(ascii(scene.pca().csr(ca))).publicKey().der();
    String root = Pem.certificate(signed(OUTSIDE, outside.getPublic().getEncoded(), 20));
    assertRefused(
        AcmPca.IMPORT_CERTIFICATE_AUTHORITY_CERTIFICATE,
        importing(ca, signed(cn("Sub"), key, 10), ascii(root + "\n" + root)),
        "CertificateMismatchException",
        "twice");
  }

  @Test
  void whatLintRefusesIsAStateOfTheCaAndNoFaultOfTheServer() {
    assertThatThrownBy(() ->
            PkiRefusals.translate(() -> {
              throw new PkiException(Reason.LINT, "empty issuer, expected a name");
            }))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(new AcmPcaErrors().of(refusal.reason()))
                    .isEqualTo("InvalidStateException"));
  }

  @Test
  void aRequestThatACertificateCouldNotRepeatIsMalformed() {
    String root = scene.activeRoot(30);
    assertRefused(
        AcmPca.ISSUE_CERTIFICATE,
        issuing(root, request(cn("a\0.evil"), "SHA256withECDSA")),
        "MalformedCSRException",
        "CN: the control character U+0000");
    assertRefused(
        AcmPca.ISSUE_CERTIFICATE,
        issuing(root, request(cn("a"), "SHA3-256withECDSA")),
        "MalformedCSRException",
        "SHA3-256WITHECDSA, which is not supported");
  }

  @Test
  void whoNamesAnotherAccountsCaIsToldWhatItMayNotDo() {
    String other = scene.root().replace(":000000000000:", ":111111111111:");
    assertRefused(
        AcmPca.LIST_PERMISSIONS,
        ListPermissionsRequest.of(other),
        "AccessDeniedException",
        "User: arn:aws:iam::000000000000:user/admin is not authorized to perform:"
            + " acm-pca:ListPermissions on resource: "
            + other);
    String csr = request(cn("a"), "SHA256withECDSA");
    assertRefused(
        AcmPca.ISSUE_CERTIFICATE,
        issuing(other, csr),
        "AccessDeniedException",
        "to perform: acm-pca:IssueCertificate on resource: " + other);
  }

  @Test
  void theStateOfACaIsToldBeforeWhatIsWrongWithTheRestOfARequest() {
    String root = scene.activeRoot(30);
    IssueCertificateRequest wrong =
        issuing(root, request(cn("a"), "SHA256withECDSA")).withTemplateArn("arn:aws:acm-pca:::x/y");
    assertRefused(AcmPca.ISSUE_CERTIFICATE, wrong, "InvalidArgsException", "TemplateArn");
    UpdateCertificateAuthorityRequest nothing = UpdateCertificateAuthorityRequest.of(root);
    assertRefused(AcmPca.UPDATE_CERTIFICATE_AUTHORITY, nothing, "InvalidArgsException", "Status");
    scene.disable(root);
    assertRefused(AcmPca.ISSUE_CERTIFICATE, wrong, "InvalidStateException", "not in a valid state");
    scene.delete(root);
    assertRefused(
        AcmPca.UPDATE_CERTIFICATE_AUTHORITY,
        nothing,
        "InvalidStateException",
        "ACTIVE or DISABLED");
  }

  @Test
  void aPageTokenIsCheckedWhosoeverCasAreListed() {
    for (ResourceOwner owner : ResourceOwner.values()) {
      assertRefused(
          AcmPca.LIST_CERTIFICATE_AUTHORITIES,
          ListCertificateAuthoritiesRequest.of().withResourceOwner(owner).withNextToken("bm90"),
          "InvalidNextTokenException",
          "page token");
    }
  }

  @Test
  void aPermissionIsForTheCasOwnAccount() {
    String root = scene.root();
    assertRefused(
        AcmPca.CREATE_PERMISSION,
        CreatePermissionRequest.of(root, "acm.amazonaws.com", List.of(ActionType.values()))
            .withSourceAccount("111111111111"),
        "ValidationException",
        "SourceAccount '111111111111'");
    assertRefused(
        AcmPca.DELETE_PERMISSION,
        DeletePermissionRequest.of(root, "acm.amazonaws.com").withSourceAccount("111111111111"),
        "ResourceNotFoundException",
        "permission");
  }

  @Test
  void aTokenIsOfOneRequestWhateverItsValidity() {
    String root = scene.activeRoot(30);
    IssueCertificateRequest first =
        issuing(root, request(cn("a"), "SHA256withECDSA")).withIdempotencyToken("token");
    String arn = scene.call(AcmPca.ISSUE_CERTIFICATE, first).certificateArn();
    IssueCertificateRequest later =
        IssueCertificateRequest.of(
                root,
                first.csr(),
                SigningAlgorithm.SHA256_WITHECDSA,
                new Validity(2, ValidityPeriodType.DAYS))
            .withIdempotencyToken("token");
    assertThat(scene.call(AcmPca.ISSUE_CERTIFICATE, later).certificateArn()).isEqualTo(arn);
    IssueCertificateRequest stronger =
        IssueCertificateRequest.of(
                root, first.csr(), SigningAlgorithm.SHA512_WITHECDSA, first.validity())
            .withIdempotencyToken("token");
    assertThat(scene.call(AcmPca.ISSUE_CERTIFICATE, stronger).certificateArn()).isNotEqualTo(arn);
    assertThat(scene.call(AcmPca.ISSUE_CERTIFICATE, first).certificateArn()).isEqualTo(arn);
  }

  private static ImportCertificateAuthorityCertificateRequest importing(
      String authority, byte[] certificate, byte[] chain) {
    byte[] pem = chain[0] == '-' ? chain : ascii(Pem.certificate(chain));
    return ImportCertificateAuthorityCertificateRequest.of(authority, Blob.of(certificate))
        .withCertificateChain(Blob.of(pem));
  }

  private static IssueCertificateRequest issuing(String authority, String csr) {
    return PrivateCaCalls.issuing(authority, Kind.P256, csr, "EndEntityCertificate/V1", 1);
  }

  /** As an authority outside of the program signs. */
  private byte[] signed(X500Name subject, byte[] key, int days) {
    try {
      return new X509v3CertificateBuilder(
              OUTSIDE,
              BigInteger.TEN,
              Date.from(clock.instant()),
              Date.from(clock.instant().plus(Duration.ofDays(days))),
              subject,
              SubjectPublicKeyInfo.getInstance(key))
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
          .build(signer("SHA256withECDSA"))
          .getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String request(X500Name subject, String algorithm) {
    try {
      return Pem.certificateRequest(
          new PKCS10CertificationRequestBuilder(
                  subject, SubjectPublicKeyInfo.getInstance(outside.getPublic().getEncoded()))
              .build(signer(algorithm))
              .getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private ContentSigner signer(String algorithm) {
    try {
      return new JcaContentSignerBuilder(algorithm).build(outside.getPrivate());
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X500Name cn(String value) {
    ASN1Encodable text = new DERUTF8String(value);
    return new X500Name(new RDN[] {new RDN(BCStyle.CN, text)});
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
