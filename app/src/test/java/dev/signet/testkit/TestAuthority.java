// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A throw-away P-256 authority that owes nothing to the product's own issuing code. */
public final class TestAuthority {
  private static final Duration LONG = Duration.ofDays(30);

  private final AtomicLong serials = new AtomicLong(1000);
  private final X500Name name;
  private final KeyPair key;
  private final X509Certificate certificate;

  /** A leaf with its key. */
  public record Leaf(X509Certificate certificate, PrivateKey key) {
    /** The certificate alone, as PEM. */
    public String chainPem() {
      return pem(certificate);
    }

    public String keyPem() {
      // PKCS#8: the writer's own form of an EC key lacks the curve, and Envoy refuses that.
      String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
      return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
    }
  }

  public TestAuthority(String commonName) {
    this.name = new X500Name("CN=" + commonName);
    this.key = newKey();
    this.certificate = sign(name, key, LONG, true, null);
  }

  public X509Certificate certificate() {
    return certificate;
  }

  public String certificatePem() {
    return pem(certificate);
  }

  /** A certificate for servers and clients with one DNS name. */
  public Leaf dns(String dnsName) {
    return leaf(new GeneralName(GeneralName.dNSName, dnsName), LONG);
  }

  /** A certificate for the loopback address. */
  public Leaf loopback() {
    return leaf(new GeneralName(GeneralName.iPAddress, "127.0.0.1"), LONG);
  }

  /** A certificate with one URI name that ends after a while. */
  public Leaf uri(String uri, Duration validFor) {
    return leaf(new GeneralName(GeneralName.uniformResourceIdentifier, uri), validFor);
  }

  /** A certificate without a DNS name, also by its common name. */
  public Leaf nameless() {
    return leaf(
        "No name", new GeneralName(GeneralName.uniformResourceIdentifier, "urn:none"), LONG);
  }

  private Leaf leaf(GeneralName subject, Duration validFor) {
    return leaf("leaf", subject, validFor);
  }

  private Leaf leaf(String commonName, GeneralName subject, Duration validFor) {
    KeyPair pair = newKey();
    return new Leaf(
        sign(new X500Name("CN=" + commonName), pair, validFor, false, subject), pair.getPrivate());
  }

  private X509Certificate sign(
      X500Name subject,
      KeyPair pair,
      Duration validFor,
      boolean authority,
      @Nullable GeneralName alternative) {
    Instant now = InstantSource.system().instant();
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              BigInteger.valueOf(serials.incrementAndGet()),
              Date.from(now.minusSeconds(60)),
              Date.from(now.plus(validFor)),
              subject,
              pair.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (alternative == null) {
        builder.addExtension(
            Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      } else {
        builder.addExtension(
            Extension.subjectAlternativeName, false, new GeneralNames(alternative));
        builder.addExtension(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(
                new KeyPurposeId[] {KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth}));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(Object object) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }
}
