// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import static dev.signet.certificate.CertificateScene.CALLER;
import static dev.signet.certificate.CertificateScene.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.certificate.Brought.Shape;
import dev.signet.kernel.Tags;
import dev.signet.pki.codec.Octets;
import dev.signet.wire.codec.Blob;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acm.CertificateDetail;
import dev.signet.wire.generated.acm.CertificateKeyPairOrigin;
import dev.signet.wire.generated.acm.CertificateStatus;
import dev.signet.wire.generated.acm.CertificateType;
import dev.signet.wire.generated.acm.DescribeCertificateRequest;
import dev.signet.wire.generated.acm.GetCertificateRequest;
import dev.signet.wire.generated.acm.ImportCertificateRequest;
import dev.signet.wire.generated.acm.RenewalEligibility;
import dev.signet.wire.generated.acm.Tag;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway")
final class ImportsTest {
  private static final KeyUsage SIGN = new KeyUsage(KeyUsage.digitalSignature);

  @TempDir Path folder;
  private CertificateScene scene;

  @BeforeEach
  void open() {
    scene = new CertificateScene(folder, 12);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void anImportIsShownAsOneAndItsKeyIsKept() {
    Brought brought = Brought.issued(Shape.USUAL);
    CertificateArn arn = add(brought);
    CertificateDetail shown = describe(arn);
    assertThat(shown.status()).isEqualTo(CertificateStatus.ISSUED);
    assertThat(shown.type()).isEqualTo(CertificateType.IMPORTED);
    assertThat(shown.certificateKeyPairOrigin())
        .isEqualTo(CertificateKeyPairOrigin.CUSTOMER_PROVIDED);
    assertThat(shown.renewalEligibility()).isEqualTo(RenewalEligibility.INELIGIBLE);
    assertThat(shown.domainName()).isEqualTo("www.example.com");
    assertThat(shown.subjectAlternativeNames())
        .containsExactly("www.example.com", "api.example.com");
    assertThat(shown.issuer()).isEqualTo("Elsewhere CA");
    assertThat(shown.importedAt()).isEqualTo(scene.clock.instant());
    assertThat(shown.issuedAt()).isNull();
    assertThat(shown.certificateAuthorityArn()).isNull();
    assertThat(
            scene
                .grounds
                .ground()
                .vault()
                .adopt(brought.key.getPrivate().getEncoded(), leaf(arn).publicKey()))
        .isPresent();
    assertThat(scene.grounds.rows("keys")).isOne();
    assertThat(scene.changes("certificate.imported", arn)).isOne();
  }

  @Test
  void twiceTheSameAreTwo() {
    Brought brought = Brought.issued(Shape.USUAL);
    assertThat(add(brought)).isNotEqualTo(add(brought));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RSA_1024",
        "RSA_2048",
        "RSA_3072",
        "EC_secp256r1",
        "EC_secp384r1",
        "EC_secp521r1"
      })
  void keysOfTheseKindsAreTaken(String key) {
    assertThat(describe(add(Brought.selfSigned(Shape.USUAL.key(key)))).status())
        .isEqualTo(CertificateStatus.ISSUED);
  }

  @Test
  void oneThatVouchesForItselfHasNoChain() {
    CertificateArn arn = add(Brought.selfSigned(Shape.USUAL));
    assertThat(
            scene
                .answer(Acm.GET_CERTIFICATE, new GetCertificateRequest(arn.toString()))
                .certificateChain())
        .isNull();
  }

  @Test
  void namesAreTheCommonNameAndTheDnsNames() {
    CertificateArn nameless = add(Brought.selfSigned(Shape.USUAL.named()));
    assertThat(describe(nameless).domainName()).isNull();
    assertThat(describe(nameless).subjectAlternativeNames()).isEmpty();
    CertificateArn local = add(Brought.selfSigned(Shape.USUAL.named("localhost", "A_b.local")));
    assertThat(describe(local).subjectAlternativeNames()).containsExactly("localhost", "a_b.local");
  }

  @Test
  void keysInTheFormsOfOpensslAreTaken() throws java.io.IOException {
    Brought rsa = Brought.issued(Shape.USUAL);
    byte[] pkcs1 =
        PrivateKeyInfo.getInstance(rsa.key.getPrivate().getEncoded())
            .parsePrivateKey()
            .toASN1Primitive()
            .getEncoded();
    add(with(rsa, Brought.pem("RSA PRIVATE KEY", pkcs1)));
    Brought ec = Brought.selfSigned(Shape.USUAL.key("EC_secp256r1"));
    PrivateKeyInfo info = PrivateKeyInfo.getInstance(ec.key.getPrivate().getEncoded());
    ECPrivateKey own = ECPrivateKey.getInstance(info.parsePrivateKey());
    byte[] curve = info.getPrivateKeyAlgorithm().getParameters().toASN1Primitive().getEncoded();
    byte[] bare = new ECPrivateKey(256, own.getKey()).getEncoded();
    byte[] named =
        new ECPrivateKey(256, own.getKey(), info.getPrivateKeyAlgorithm().getParameters())
            .getEncoded();
    add(with(ec, Brought.pem("EC PRIVATE KEY", named)));
    add(
        with(
            ec,
            (text(Brought.pem("EC PARAMETERS", curve))
                    + "\n"
                    + text(Brought.pem("EC PRIVATE KEY", bare)))
                .getBytes(StandardCharsets.US_ASCII)));
    refused(
        () -> add(with(ec, Brought.pem("EC PRIVATE KEY", bare))),
        "ValidationException",
        "The private key is not PEM-encoded or is not valid.");
  }

  @Test
  void textAroundTheBlocksDoesNotCount() {
    Brought brought = Brought.issued(Shape.USUAL);
    byte[] dumped =
        ("Bag Attributes\n    localKeyID: 01\nsubject=CN = www\n" + text(brought.certificatePem()))
            .getBytes(StandardCharsets.US_ASCII);
    add(material(dumped, brought.keyPem(), bytes(brought.material().chain())));
  }

  @Test
  void whatDoesNotFitIsRefusedWithTheReason() {
    Brought good = Brought.issued(Shape.USUAL);
    Brought other = Brought.issued(Shape.USUAL);
    Imports.Material whole = good.material();
    Map<String, Imports.Material> refusals =
        Map.of(
            "more than one certificate",
            material(
                (text(good.certificatePem()) + "\n" + text(other.certificatePem()))
                    .getBytes(StandardCharsets.US_ASCII),
                whole.privateKey().bytes(),
                bytes(whole.chain())),
            "The certificate is not PEM-encoded or is not valid.",
            material(new byte[] {1, 2}, whole.privateKey().bytes(), bytes(whole.chain())),
            "is encrypted",
            with(good, Brought.pem("ENCRYPTED PRIVATE KEY", new byte[] {0x30, 0}).clone()),
            "The private key is not a match for the public key.",
            with(good, other.keyPem()),
            "is not a valid self signed",
            material(whole.certificate().bytes(), whole.privateKey().bytes(), Optional.empty()),
            "Could not validate the certificate with the certificate chain.",
            material(
                whole.certificate().bytes(),
                whole.privateKey().bytes(),
                Optional.of(other.certificatePem())),
            "has expired",
            Brought.issued(
                    Shape.USUAL.period(Brought.BEGIN, Brought.BEGIN.plus(Duration.ofDays(1))))
                .material(),
            "not in effect yet",
            Brought.issued(
                    Shape.USUAL.period(
                        Brought.BEGIN.plus(Duration.ofDays(99)),
                        Brought.BEGIN.plus(Duration.ofDays(999))))
                .material());
    refusals.forEach(
        (words, material) -> refused(() -> add(material), "ValidationException", words));
    assertThat(scene.grounds.rows("keys")).isZero();
    assertThat(scene.grounds.rows("managed_certificates")).isZero();
  }

  @Test
  void aLeafInItsOwnChainIsRefused() {
    Brought own = Brought.selfSigned(Shape.USUAL);
    refused(
        () -> add(material(own.certificatePem(), own.keyPem(), Optional.of(own.certificatePem()))),
        "ValidationException",
        "Could not validate");
  }

  @Test
  void aReimportKeepsArnTagsAndUsersAndChangesTheRest() {
    CertificateArn arn = add(Brought.issued(Shape.USUAL));
    scene.use(arn.toString());
    scene.clock.advance(Duration.ofDays(30));
    Brought next = Brought.issued(Shape.USUAL.named("www.example.com", "new.example.com"));
    reimport(arn, next, List.of());
    CertificateDetail shown = describe(arn);
    assertThat(shown.subjectAlternativeNames())
        .containsExactly("www.example.com", "new.example.com");
    assertThat(shown.importedAt()).isEqualTo(scene.clock.instant());
    assertThat(shown.createdAt()).isBefore(shown.importedAt());
    assertThat(shown.inUseBy()).containsExactly(CertificateScene.NODE);
    assertThat(scene.changes("certificate.reimported", arn)).isOne();
    reimport(arn, Brought.issued(Shape.USUAL), List.of());
    reimport(arn, Brought.issued(Shape.USUAL), List.of());
    assertThat(scene.grounds.rows("keys")).isEqualTo(2); // the predecessor's for who just read it
  }

  @Test
  void aReimportThatSurprisesIsRefused() {
    CertificateArn arn = add(Brought.issued(Shape.USUAL));
    CertificateArn open = add(Brought.issued(Shape.USUAL.usage(Optional.empty()).serving()));
    CertificateArn ours = scene.request("www.example.com");
    refused(
        () -> reimport(arn, Brought.issued(Shape.USUAL), List.of(new Tag("k", "v"))),
        "ValidationException",
        "Tags");
    refused(
        () -> reimport(ours, Brought.issued(Shape.USUAL), List.of()),
        "ValidationException",
        "was not imported");
    refused(
        () -> reimport(arn, Brought.selfSigned(Shape.USUAL.key("EC_secp256r1")), List.of()),
        "ValidationException",
        "expected RSA_2048 as before");
    refused(
        () -> reimport(arn, Brought.issued(Shape.USUAL.named("other.example.com")), List.of()),
        "ValidationException",
        "none of the domain names");
    refused(
        () -> reimport(arn, Brought.issued(Shape.USUAL.usage(Optional.of(SIGN))), List.of()),
        "ValidationException",
        "lacks keyUsage");
    refused(
        () ->
            reimport(
                arn, Brought.issued(Shape.USUAL.serving(KeyPurposeId.id_kp_clientAuth)), List.of()),
        "ValidationException",
        "lacks extendedKeyUsage");
    refused(
        () -> reimport(open, Brought.issued(Shape.USUAL), List.of()),
        "ValidationException",
        "allowed every use");
    assertThat(leaf(arn)).isEqualTo(leaf(arn));
    assertThat(scene.changes("certificate.reimported", arn)).isZero();
  }

  @Test
  void aReimportMayAddUsesAndDropTheClientsPurpose() {
    CertificateArn arn = add(Brought.issued(Shape.USUAL));
    reimport(
        arn,
        Brought.issued(
            Shape.USUAL
                .usage(
                    Optional.of(
                        new KeyUsage(
                            KeyUsage.digitalSignature
                                | KeyUsage.keyEncipherment
                                | KeyUsage.dataEncipherment)))
                .serving(KeyPurposeId.id_kp_serverAuth)),
        List.of());
    CertificateArn curve =
        add(
            Brought.selfSigned(
                Shape.USUAL
                    .key("EC_secp256r1")
                    .usage(
                        Optional.of(
                            new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment)))));
    reimport(
        curve,
        Brought.selfSigned(Shape.USUAL.key("EC_secp256r1").usage(Optional.of(SIGN))),
        List.of());
  }

  private CertificateArn add(Brought brought) {
    return add(brought.material());
  }

  private CertificateArn add(Imports.Material material) {
    return scene.manager.imports().add(CALLER, material, Tags.NONE);
  }

  private void reimport(CertificateArn arn, Brought brought, List<Tag> tags) {
    Imports.Material material = brought.material();
    ImportCertificateRequest request =
        ImportCertificateRequest.of(
                Blob.of(material.certificate().bytes()), Blob.of(material.privateKey().bytes()))
            .withCertificateArn(arn.toString())
            .withTags(tags.isEmpty() ? null : tags);
    scene.answer(
        Acm.IMPORT_CERTIFICATE,
        material
            .chain()
            .map(chain -> request.withCertificateChain(Blob.of(chain.bytes())))
            .orElse(request));
  }

  private CertificateDetail describe(CertificateArn arn) {
    return scene
        .answer(Acm.DESCRIBE_CERTIFICATE, new DescribeCertificateRequest(arn.toString()))
        .certificate();
  }

  private dev.signet.pki.cert.Certificate leaf(CertificateArn arn) {
    return scene.find(arn).current().orElseThrow().leaf();
  }

  private static Imports.Material with(Brought brought, byte[] key) {
    return material(brought.certificatePem(), key, bytes(brought.material().chain()));
  }

  private static Imports.Material material(byte[] certificate, byte[] key, Optional<byte[]> chain) {
    return new Imports.Material(Octets.of(certificate), Octets.of(key), chain.map(Octets::of));
  }

  private static Optional<byte[]> bytes(Optional<Octets> octets) {
    return octets.map(Octets::bytes);
  }

  private static String text(byte[] ascii) {
    return new String(ascii, StandardCharsets.US_ASCII);
  }
}
