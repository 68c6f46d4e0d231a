// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import static dev.signet.certificate.CertificateScene.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.cert.Chain;
import dev.signet.wire.codec.Blob;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acm.DescribeCertificateRequest;
import dev.signet.wire.generated.acm.ExportCertificateRequest;
import dev.signet.wire.generated.acm.ExportCertificateResponse;
import dev.signet.wire.generated.acm.RenewCertificateRequest;
import dev.signet.wire.generated.acm.RenewalEligibility;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway")
final class ExportsTest {
  @TempDir Path folder;
  private CertificateScene scene;

  @BeforeEach
  void open() {
    scene = new CertificateScene(folder, 11);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void whatIsHandedOutIsTheCertificateItsChainAndItsKey() throws GeneralSecurityException {
    CertificateArn arn = scene.request("www.example.com");
    ExportCertificateResponse out = export(arn, "a passphrase");
    Chain chain = parse(out.certificate() + out.certificateChain());
    assertThat(chain).isEqualTo(scene.find(arn).current().orElseThrow().chain());
    assertThat(out.certificate()).endsWith("-----END CERTIFICATE-----\n");
    assertThat(out.privateKey())
        .startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n")
        .endsWith("-----END ENCRYPTED PRIVATE KEY-----\n");
    assertThat(belongsTo(chain, decrypted(out.privateKey(), "a passphrase"))).isTrue();
  }

  @Test
  void eachTimeTheKeyIsEncryptedAnew() throws GeneralSecurityException {
    CertificateArn arn = scene.request("www.example.com");
    String first = export(arn, "one of them").privateKey();
    String second = export(arn, "one of them").privateKey();
    assertThat(second).isNotEqualTo(first);
    assertThat(decrypted(second, "one of them")).isEqualTo(decrypted(first, "one of them"));
  }

  @Test
  void whoExportedDependsOnTheRenewalUntilItIsRenewed() {
    CertificateArn arn = scene.request("www.example.com");
    assertThat(eligibility(arn)).isEqualTo(RenewalEligibility.INELIGIBLE);
    refused(() -> renew(arn), "ValidationException", "has not been exported");
    export(arn, "word");
    assertThat(eligibility(arn)).isEqualTo(RenewalEligibility.ELIGIBLE);
    renew(arn);
    assertThat(eligibility(arn)).isEqualTo(RenewalEligibility.INELIGIBLE);
    ExportCertificateResponse again = export(arn, "word");
    assertThat(parse(again.certificate()).first())
        .isEqualTo(scene.find(arn).current().orElseThrow().leaf());
    assertThat(eligibility(arn)).isEqualTo(RenewalEligibility.ELIGIBLE);
    assertThat(scene.changes("certificate.exported", arn)).isEqualTo(2);
  }

  @Test
  void aPassphraseIsPrintableAsciiOf4To128OctetsWithoutThree() {
    CertificateArn arn = scene.request("www.example.com");
    export(arn, "word");
    export(arn, "w".repeat(128));
    for (String bad : List.of("wor", "w".repeat(129), "wo#d", "wo$d", "wo%d", "w\trd", "wörd")) {
      refused(() -> export(arn, bad), "ValidationException", "Passphrase");
    }
    assertThat(Passphrase.of("secret".getBytes(StandardCharsets.US_ASCII)).toString())
        .doesNotContain("secret");
  }

  @Test
  void whatIsNotInForceOrNotOursStays() {
    CertificateArn arn = scene.request("www.example.com");
    CertificateArn imported =
        scene
            .manager
            .imports()
            .add(
                CertificateScene.CALLER,
                Brought.issued(Brought.Shape.USUAL).material(),
                dev.signet.kernel.Tags.NONE);
    refused(() -> export(imported, "word"), "ValidationException", "is not a private certificate");
    scene.clock.advance(Duration.ofDays(400));
    refused(() -> export(arn, "word"), "ValidationException", "is EXPIRED");
    assertThat(scene.changes("certificate.exported", arn)).isZero();
  }

  private ExportCertificateResponse export(CertificateArn arn, String passphrase) {
    return scene.answer(
        Acm.EXPORT_CERTIFICATE,
        new ExportCertificateRequest(
            arn.toString(), Blob.of(passphrase.getBytes(StandardCharsets.UTF_8))));
  }

  private void renew(CertificateArn arn) {
    scene.answer(Acm.RENEW_CERTIFICATE, new RenewCertificateRequest(arn.toString()));
  }

  private RenewalEligibility eligibility(CertificateArn arn) {
    return scene
        .answer(Acm.DESCRIBE_CERTIFICATE, new DescribeCertificateRequest(arn.toString()))
        .certificate()
        .renewalEligibility();
  }

  private static Chain parse(String pem) {
    return Chain.parse(pem.getBytes(StandardCharsets.US_ASCII));
  }

  /** By the JDK's own reading of PBES2. */
  private static PrivateKey decrypted(String pem, String passphrase)
      throws GeneralSecurityException {
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    try {
      EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
      Cipher cipher = Cipher.getInstance(info.getAlgName());
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(info.getAlgName())
              .generateSecret(new PBEKeySpec(passphrase.toCharArray())),
          info.getAlgParameters());
      return KeyFactory.getInstance("RSA").generatePrivate(info.getKeySpec(cipher));
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean belongsTo(Chain chain, PrivateKey key) throws GeneralSecurityException {
    byte[] text = {1, 2, 3};
    Signature signer = Signature.getInstance("SHA256withRSA");
    signer.initSign(key);
    signer.update(text);
    byte[] signature = signer.sign();
    signer.initVerify(chain.first().toX509());
    signer.update(text);
    return signer.verify(signature);
  }
}
