// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.csr.UnsignedRequest;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.name.DistinguishedName;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.List;

/** Certificate requests for a new P-256 key each. */
public final class Requests {
  private Requests() {}

  /** A request in PEM that asks for this name and these extensions. */
  public static String csr(DistinguishedName subject, Extension... extensions) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      UnsignedRequest request =
          new UnsignedRequest(
              subject,
              PublicKeyInfo.fromDer(pair.getPublic().getEncoded()),
              new Extensions(List.of(extensions)),
              SignatureScheme.SHA256WITHECDSA);
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(request.toBeSigned());
      return request.complete(signature.sign()).pem();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
