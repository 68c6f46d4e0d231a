// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.pki.cert.ValidityPeriod;
import dev.signet.pki.codec.Octets;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates with their keys as somebody brings them, of an authority that is not ours. */
final class Brought {
  static final Instant BEGIN = Instant.parse("2025-12-01T00:00:00Z");
  private static final KeyPair CA = pair("RSA_2048");
  private static final X500Name CA_NAME = new X500Name("CN=Elsewhere CA");

  final KeyPair key;
  private final byte[] certificate;
  private final Optional<byte[]> chain;

  private Brought(KeyPair key, byte[] certificate, Optional<byte[]> chain) {
    this.key = key;
    this.certificate = certificate;
    this.chain = chain;
  }

  /** How it differs from the usual one. */
  record Shape(
      String key,
      List<String> names,
      ValidityPeriod period,
      Optional<KeyUsage> usage,
      List<KeyPurposeId> purposes) {
    static final Shape USUAL =
        new Shape(
            "RSA_2048",
            List.of("www.example.com", "api.example.com"),
            new ValidityPeriod(BEGIN, BEGIN.plus(Duration.ofDays(365))),
            Optional.of(new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment)),
            List.of(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth));

    Shape key(String other) {
      return new Shape(other, names, period, usage, purposes);
    }

    Shape named(String... others) {
      return new Shape(key, List.of(others), period, usage, purposes);
    }

    Shape period(Instant from, Instant to) {
      return new Shape(key, names, new ValidityPeriod(from, to), usage, purposes);
    }

    Shape usage(Optional<KeyUsage> other) {
      return new Shape(key, names, period, other, purposes);
    }

    Shape serving(KeyPurposeId... others) {
      return new Shape(key, names, period, usage, List.of(others));
    }
  }

  /** One of the authority, with the chain up to its root. */
  static Brought issued(Shape shape) {
    KeyPair key = pair(shape.key());
    return new Brought(key, signed(shape, key, CA_NAME, CA, false), Optional.of(root()));
  }

  /** One that vouches for itself, without a chain. */
  static Brought selfSigned(Shape shape) {
    KeyPair key = pair(shape.key());
    return new Brought(key, signed(shape, key, subject(shape), key, false), Optional.empty());
  }

  /** The authority's own certificate. */
  static byte[] root() {
    return signed(Shape.USUAL, CA, CA_NAME, CA, true);
  }

  Imports.Material material() {
    return new Imports.Material(
        Octets.of(certificatePem()),
        Octets.of(keyPem()),
        chain.map(der -> Octets.of(pem("CERTIFICATE", der))));
  }

  byte[] certificatePem() {
    return pem("CERTIFICATE", certificate);
  }

  byte[] keyPem() {
    return pem("PRIVATE KEY", key.getPrivate().getEncoded());
  }

  static byte[] pem(String label, byte[] der) {
    return ("-----BEGIN "
            + label
            + "-----\r\n"
            + Base64.getMimeEncoder().encodeToString(der)
            + "\r\n-----END "
            + label
            + "-----")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static KeyPair pair(String spec) {
    try {
      KeyPairGenerator generator =
          KeyPairGenerator.getInstance(spec.substring(0, spec.indexOf('_')));
      if (spec.startsWith("RSA")) {
        generator.initialize(Integer.parseInt(spec.substring(4)));
      } else {
        generator.initialize(new ECGenParameterSpec(spec.substring(3)));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X500Name subject(Shape shape) {
    return new X500Name(shape.names().isEmpty() ? "O=nameless" : "CN=" + shape.names().getFirst());
  }

  private static byte[] signed(
      Shape shape, KeyPair key, X500Name issuer, KeyPair signer, boolean ca) {
    try {
      X509v3CertificateBuilder builder =
          new X509v3CertificateBuilder(
              issuer,
              BigInteger.valueOf(System.identityHashCode(key) + 1L),
              Date.from(shape.period().notBefore()),
              Date.from(shape.period().notAfter()),
              ca ? CA_NAME : subject(shape),
              SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded()));
      for (Extension extension : extensions(shape, ca)) {
        builder.addExtension(extension);
      }
      String algorithm = signer.getPublic().getAlgorithm().equals("RSA") ? "RSA" : "ECDSA";
      return builder
          .build(new JcaContentSignerBuilder("SHA256with" + algorithm).build(signer.getPrivate()))
          .getEncoded();
    } catch (OperatorCreationException | java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Extension> extensions(Shape shape, boolean ca) throws java.io.IOException {
    List<Extension> all = new ArrayList<>();
    all.add(Extension.create(Extension.basicConstraints, true, new BasicConstraints(ca)));
    if (ca) {
      return all;
    }
    if (!shape.names().isEmpty()) {
      GeneralName[] names =
          shape.names().stream()
              .map(name -> new GeneralName(GeneralName.dNSName, name))
              .toArray(GeneralName[]::new);
      all.add(Extension.create(Extension.subjectAlternativeName, false, new GeneralNames(names)));
    }
    if (shape.usage().isPresent()) {
      all.add(Extension.create(Extension.keyUsage, true, shape.usage().get()));
    }
    if (!shape.purposes().isEmpty()) {
      KeyPurposeId[] purposes = shape.purposes().toArray(KeyPurposeId[]::new);
      all.add(Extension.create(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes)));
    }
    return all;
  }
}
