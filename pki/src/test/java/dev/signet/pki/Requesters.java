// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki;

import dev.signet.pki.cert.Extension;
import dev.signet.pki.csr.CertificateRequest;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Requests of every kind of key that is accepted, written by a library that is not ours. */
public final class Requesters {
  private Requesters() {}

  /** One key pair of each kind. */
  public static List<KeyPair> keys() {
    List<KeyPair> keys = new ArrayList<>();
    for (int bits : new int[] {1024, 2048, 3072, 4096}) {
      keys.add(sized("RSA", bits));
    }
    keys.add(sized("DSA", 2048));
    for (String curve : List.of("secp256r1", "secp384r1", "secp521r1")) {
      keys.add(onCurve(curve));
    }
    for (String name : List.of("Ed25519", "Ed448", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87")) {
      keys.add(named(name));
    }
    return keys;
  }

  private static KeyPair sized(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair onCurve(String name) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(name));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair named(String algorithm) {
    try {
      return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A request for such a key. */
  public static CertificateRequest csr(KeyPair pair, String subject, List<Extension> extensions) {
    try {
      var builder =
          new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), pair.getPublic());
      if (!extensions.isEmpty()) {
        builder.addAttribute(
            PKCSObjectIdentifiers.pkcs_9_at_extensionRequest,
            new Extensions(
                extensions.stream()
                    .map(Requesters::extension)
                    .toArray(org.bouncycastle.asn1.x509.Extension[]::new)));
      }
      return CertificateRequest.parse(
          builder
              .build(new JcaContentSignerBuilder(scheme(pair)).build(pair.getPrivate()))
              .getEncoded());
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String scheme(KeyPair pair) {
    String algorithm = pair.getPublic().getAlgorithm();
    return switch (algorithm) {
      case "RSA", "DSA" -> "SHA256with" + algorithm;
      case "EC" -> "SHA256withECDSA";
      case "EdDSA" -> pair.getPublic().getEncoded().length < 50 ? "Ed25519" : "Ed448";
      default -> parameterSet(pair);
    };
  }

  private static String parameterSet(KeyPair pair) {
    return switch (pair.getPublic().getEncoded().length) {
      case 1334 -> "ML-DSA-44";
      case 1974 -> "ML-DSA-65";
      default -> "ML-DSA-87";
    };
  }

  private static org.bouncycastle.asn1.x509.Extension extension(Extension extension) {
    return new org.bouncycastle.asn1.x509.Extension(
        new ASN1ObjectIdentifier(extension.oid()),
        extension.critical(),
        new DEROctetString(extension.value().bytes()));
  }
}
