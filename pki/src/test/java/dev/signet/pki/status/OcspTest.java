// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.status;

import static dev.signet.pki.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.TestKey;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.status.UnsignedOcspAnswer.Single;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OCSP requests of another library are read, and answers to them are read by it. */
final class OcspTest {
  private static final Instant NOW = TestKey.NOW;
  private static final TestKey KEY = TestKey.ec();
  private static final Chain CA = KEY.root("ca");

  private static CertificateID id(AlgorithmIdentifier hash, BigInteger serial) throws Exception {
    return new CertificateID(
        new JcaDigestCalculatorProviderBuilder().build().get(hash),
        new X509CertificateHolder(CA.first().der()),
        serial);
  }

  private static byte[] request(CertificateID... ids) throws OCSPException, IOException {
    return builder(ids).build().getEncoded();
  }

  private static byte[] request(Extensions extensions, CertificateID... ids)
      throws OCSPException, IOException {
    return builder(ids).setRequestExtensions(extensions).build().getEncoded();
  }

  private static OCSPReqBuilder builder(CertificateID... ids) {
    OCSPReqBuilder builder = new OCSPReqBuilder();
    for (CertificateID id : ids) {
      builder.addRequest(id);
    }
    return builder;
  }

  private static Extensions extension(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable v)
      throws IOException {
    return new Extensions(new Extension[] {new Extension(oid, critical, new DEROctetString(v))});
  }

  private static Extensions nonce(int octets) throws IOException {
    return extension(
        OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(new byte[octets]));
  }

  private static BasicOCSPResp answered(TestKey key, OcspRequest request, CertStatus status)
      throws IOException, OCSPException {
    UnsignedOcspAnswer answer =
        new UnsignedOcspAnswer(
            new OcspSigner(key.info(), key.scheme(), Optional.empty()),
            request.questions().stream().map(question -> new Single(question, status)).toList(),
            NOW,
            NOW.plus(Duration.ofHours(1)),
            request.nonce());
    ByteArrayOutputStream toBeSigned = new ByteArrayOutputStream();
    answer.writeTo(toBeSigned::writeBytes);
    Octets der =
        answer.complete(key.sign(key.scheme(), toBeSigned.toByteArray()), TestKey.VERIFIER);
    OCSPResp read = new OCSPResp(der.bytes());
    assertThat(read.getEncoded()).isEqualTo(der.bytes());
    assertThat(read.getStatus()).isEqualTo(OCSPResp.SUCCESSFUL);
    return (BasicOCSPResp) read.getResponseObject();
  }

  @Test
  void aQuestionIsReadAndNamesItsIssuerByAnyHash() throws Exception {
    Serial serial = TestKey.serial();
    for (ASN1ObjectIdentifier oid :
        List.of(
            OIWObjectIdentifiers.idSHA1,
            NISTObjectIdentifiers.id_sha256,
            NISTObjectIdentifiers.id_sha384,
            NISTObjectIdentifiers.id_sha512)) {
      for (AlgorithmIdentifier hash :
          List.of(new AlgorithmIdentifier(oid), new AlgorithmIdentifier(oid, DERNull.INSTANCE))) {
        CertificateID id = id(hash, serial.value());
        OcspRequest read = OcspRequest.parse(request(id));
        CertId question = read.questions().getFirst();
        assertThat(question.serial()).isEqualTo(serial);
        assertThat(question.names(CA.first().subject(), KEY.info())).isTrue();
        assertThat(question.names(CA.first().subject(), TestKey.ec().info())).isFalse();
        assertThat(question.names(TestKey.cn("other"), KEY.info())).isFalse();
        assertThat(answered(KEY, read, new CertStatus.Good()).getResponses()[0].getCertID())
            .isEqualTo(id);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(RevocationReason.class)
  void anAnswerSaysWhenAndWhy(RevocationReason reason) throws Exception {
    OcspRequest request = OcspRequest.parse(request(id(CertificateID.HASH_SHA1, BigInteger.TEN)));
    BasicOCSPResp answer = answered(KEY, request, new CertStatus.Revoked(NOW, reason));
    RevokedStatus status = (RevokedStatus) answer.getResponses()[0].getCertStatus();
    assertThat(status.getRevocationTime()).isEqualTo(Date.from(NOW));
    assertThat(status.hasRevocationReason()).isEqualTo(reason != RevocationReason.UNSPECIFIED);
    assertThat(status.hasRevocationReason() ? status.getRevocationReason() : 0)
        .isEqualTo(reason.code());
  }

  @ParameterizedTest
  @EnumSource(KeySpec.class)
  void everyKindOfKeySignsAnAnswerThatItVerifies(KeySpec spec) throws Exception {
    TestKey key = TestKey.of(spec);
    OcspRequest request =
        OcspRequest.parse(
            request(nonce(32), id(CertificateID.HASH_SHA1, BigInteger.ONE), id2(BigInteger.TWO)));
    BasicOCSPResp answer = answered(key, request, new CertStatus.Unknown());
    assertThat(
            answer.isSignatureValid(
                new JcaContentVerifierProviderBuilder().build(key.pair().getPublic())))
        .isTrue();
    assertThat(answer.getResponses()).hasSize(2);
    assertThat(answer.getResponses()[1].getCertStatus()).isInstanceOf(UnknownStatus.class);
    assertThat(answer.getResponderId().toASN1Primitive().getKeyHash())
        .isEqualTo(key.info().keyId().bytes());
    assertThat(answer.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce).getExtnValue())
        .isEqualTo(nonce(32).getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce).getExtnValue());
  }

  private static CertificateID id2(BigInteger serial) throws Exception {
    return id(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256), serial);
  }

  @Test
  void goodIsSaidWithBothTimes() throws Exception {
    OcspRequest request = OcspRequest.parse(request(id(CertificateID.HASH_SHA1, BigInteger.TEN)));
    BasicOCSPResp answer = answered(KEY, request, new CertStatus.Good());
    assertThat(answer.getProducedAt()).isEqualTo(Date.from(NOW));
    assertThat(answer.getResponses()[0].getCertStatus()).isEqualTo(CertificateStatus.GOOD);
    assertThat(answer.getResponses()[0].getThisUpdate()).isEqualTo(Date.from(NOW));
    assertThat(answer.getResponses()[0].getNextUpdate())
        .isEqualTo(Date.from(NOW.plus(Duration.ofHours(1))));
    assertThat(answer.getCerts()).isEmpty();
    assertThat(answer.hasExtensions()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 32, 128})
  void aNonceIsKept(int octets) throws Exception {
    OcspRequest request =
        OcspRequest.parse(request(nonce(octets), id(CertificateID.HASH_SHA1, BigInteger.TEN)));
    assertThat(request.nonce()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 129, 1000})
  void aNonceOfAnotherLengthIsRefused(int octets) throws Exception {
    byte[] request = request(nonce(octets), id(CertificateID.HASH_SHA1, BigInteger.TEN));
    assertRefused(Reason.MALFORMED_DER, () -> OcspRequest.parse(request));
  }

  @Test
  void signedAndNamedRequestsAreReadAndUnknownCriticalExtensionsRefused() throws Exception {
    CertificateID id = id(CertificateID.HASH_SHA1, BigInteger.TEN);
    byte[] named =
        new OCSPReqBuilder()
            .addRequest(id)
            .setRequestorName(new GeneralName(new X500Name("CN=somebody")))
            .build()
            .getEncoded();
    assertThat(OcspRequest.parse(named).questions()).hasSize(1);
    ASN1ObjectIdentifier other = new ASN1ObjectIdentifier("1.2.3.4");
    byte[] harmless = request(extension(other, false, DERNull.INSTANCE), id);
    assertThat(OcspRequest.parse(harmless).nonce()).isEmpty();
    byte[] critical = request(extension(other, true, DERNull.INSTANCE), id);
    assertRefused(Reason.MALFORMED_DER, () -> OcspRequest.parse(critical));
  }

  @Test
  void noMoreQuestionsThanEightAreRead() throws Exception {
    CertificateID[] ids = new CertificateID[OcspRequest.MOST + 1];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = id(CertificateID.HASH_SHA1, BigInteger.valueOf(i + 1));
    }
    byte[] request = request(ids);
    assertRefused(Reason.MALFORMED_DER, () -> OcspRequest.parse(request));
    assertRefused(Reason.MALFORMED_DER, () -> OcspRequest.parse(request()));
  }

  @Test
  void damagedRequestsAreRefusedOrRead() throws Exception {
    byte[] good = request(nonce(16), id(CertificateID.HASH_SHA1, BigInteger.TEN));
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = good.clone();
      for (int n = 0; n <= random.nextInt(4); n++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(OcspRequest.parse(damaged).questions()).hasSize(1);
      } catch (PkiException refused) {
        assertThat(refused.reason()).isEqualTo(Reason.MALFORMED_DER);
      }
    }
  }

  @Test
  void errorsAreTheFixedOctets() {
    assertThat(Octets.of(OcspError.MALFORMED_REQUEST.der()).hex()).isEqualTo("30030a0101");
    assertThat(Octets.of(OcspError.INTERNAL_ERROR.der()).hex()).isEqualTo("30030a0102");
    assertThat(Octets.of(OcspError.TRY_LATER.der()).hex()).isEqualTo("30030a0103");
    assertThat(Octets.of(OcspError.UNAUTHORIZED.der()).hex()).isEqualTo("30030a0106");
  }

  @Test
  void aSignatureOfAnotherKeyIsRefused() throws Exception {
    OcspRequest request = OcspRequest.parse(request(id(CertificateID.HASH_SHA1, BigInteger.TEN)));
    UnsignedOcspAnswer answer =
        new UnsignedOcspAnswer(
            new OcspSigner(KEY.info(), KEY.scheme(), Optional.empty()),
            List.of(new Single(request.questions().getFirst(), new CertStatus.Good())),
            NOW,
            NOW.plus(Duration.ofHours(1)),
            Optional.empty());
    ByteArrayOutputStream toBeSigned = new ByteArrayOutputStream();
    answer.writeTo(toBeSigned::writeBytes);
    byte[] forged = TestKey.ec().sign(KEY.scheme(), toBeSigned.toByteArray());
    assertRefused(Reason.BAD_SIGNATURE, () -> answer.complete(forged, TestKey.VERIFIER));
  }
}
