// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.kernel.Refusal;
import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.codec.PrivateKeyPem;
import dev.signet.pki.key.KeyFamily;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.SignatureVerifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What ImportCertificate takes, in the order of certificate-manager 10.2. Text around the PEM
 * blocks does not count: {@code openssl pkcs12} writes some.
 */
final class ImportRules {
  private static final String NOT_THE_CHAIN =
      "Could not validate the certificate with the certificate chain.";

  private ImportRules() {}

  /** The certificate itself. */
  static Certificate certificate(byte[] pem) {
    List<Certificate> found;
    try {
      found = Chain.parse(pem).certificates();
    } catch (PkiException e) {
      throw Refusal.invalid(
          "The certificate is not PEM-encoded or is not valid. " + e.getMessage());
    }
    if (found.size() > 1) {
      throw Refusal.invalid(
          "The certificate field contains more than one certificate. You can specify only one"
              + " certificate in this field.");
    }
    return found.getFirst();
  }

  /** The private key as PKCS#8; nothing of it is repeated. */
  static byte[] privateKey(byte[] pem) {
    if (new String(pem, StandardCharsets.ISO_8859_1).contains("ENCRYPTED")) {
      throw Refusal.invalid(
          "The private key is not PEM-encoded or is not valid. It is encrypted: expected one in the"
              + " clear, as openssl pkey writes it");
    }
    try {
      return PrivateKeyPem.toPkcs8(pem);
    } catch (PkiException e) {
      throw Refusal.invalid("The private key is not PEM-encoded or is not valid.");
    }
  }

  /** Its key is one of those that acm has a name for. */
  static KeySpec keySpec(Certificate certificate) {
    return certificate
        .publicKey()
        .spec()
        .filter(spec -> spec.family() != KeyFamily.ML_DSA)
        .filter(_ -> certificate.publicKey().fault().isEmpty())
        .orElseThrow(() ->
            Refusal.invalid(
                "The key algorithm is not supported. "
                    + certificate.publicKey().algorithmName()
                    + ": expected RSA of 1024, 2048, 3072 or 4096 bits or EC of P-256, P-384 or"
                    + " P-521"));
  }

  /** It is in force. */
  static void requireInForce(Certificate certificate, Instant now) {
    if (now.isBefore(certificate.period().notBefore())) {
      throw Refusal.invalid(
          "The certificate is not in effect yet, is not valid. It begins at "
              + certificate.period().notBefore());
    }
    if (now.isAfter(certificate.period().notAfter())) {
      throw Refusal.invalid(
          "The certificate has expired, is not valid. It ended at "
              + certificate.period().notAfter());
    }
    if (certificate.issuer().isEmpty()) {
      throw Refusal.invalid("The certificate has no issuer: expected the name of one");
    }
  }

  /** The certificate and its chain, which vouches for it; itself alone where it does so. */
  static Chain chain(Certificate leaf, Optional<byte[]> pem, SignatureVerifier verifier) {
    if (pem.isEmpty()) {
      if (!leaf.isSelfSigned(verifier)) {
        throw Refusal.invalid(
            "Provided certificate is not a valid self signed. Please provide either a valid"
                + " self-signed certificate or certificate chain.");
      }
      return Chain.of(leaf);
    }
    Chain whole;
    try {
      whole = Chain.parse(pem.get()).under(leaf);
    } catch (PkiException e) {
      throw Refusal.invalid(NOT_THE_CHAIN + " " + e.getMessage());
    }
    List<Certificate> all = whole.certificates();
    for (int i = 0; i + 1 < all.size(); i++) {
      Certificate issuer = all.get(i + 1);
      if (!issuer.isCa()
          || !issuer.subject().matches(all.get(i).issuer())
          || !all.get(i).isSignedBy(issuer.publicKey(), verifier)) {
        throw Refusal.invalid(NOT_THE_CHAIN);
      }
    }
    if (all.subList(1, all.size()).contains(leaf)) {
      throw Refusal.invalid(NOT_THE_CHAIN);
    }
    return whole;
  }
}
