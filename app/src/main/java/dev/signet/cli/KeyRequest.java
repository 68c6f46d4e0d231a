// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.pki.cert.Extensions;
import dev.signet.pki.codec.Pkcs8;
import dev.signet.pki.csr.UnsignedRequest;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.name.DistinguishedName;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;

/**
 * A new key on P-256 that never leaves this machine, and the request for its certificate.
 *
 * @param keyPem the private key in PKCS #8: a secret
 * @param pem the request
 */
public record KeyRequest(String keyPem, String pem) {

  /** Makes a key, and the request that asks for this subject and these extensions. */
  public static KeyRequest of(DistinguishedName subject, Extensions extensions) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(KeySpec.EC_P256.generationParameters());
      KeyPair pair = generator.generateKeyPair();
      UnsignedRequest request =
          new UnsignedRequest(
              subject,
              PublicKeyInfo.fromDer(pair.getPublic().getEncoded()),
              extensions,
              SignatureScheme.usualFor(KeySpec.EC_P256));
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(request.toBeSigned());
      return new KeyRequest(
          Pkcs8.pem(pair.getPrivate().getEncoded()), request.complete(signature.sign()).pem());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has ECDSA on P-256", e);
    }
  }

  /** Names no key. */
  @Override
  public String toString() {
    return "request of a key of this machine";
  }
}
