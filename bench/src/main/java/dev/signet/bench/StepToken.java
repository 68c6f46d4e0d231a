// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** One-time tokens of a JWK provisioner of step-ca (RFC 7519, ES256). */
record StepToken(String audience, KeyPair pair) {
  static final String PROVISIONER = "bench";

  private static final int LIFE_SECONDS = 290;
  private static final int COORDINATE = 32;

  static StepToken at(String audience) {
    return new StepToken(audience, Algorithm.P256.keyPair());
  }

  /** The public key as the provisioner's configuration names it (RFC 7517). */
  Map<String, String> publicKey() {
    var point = ((ECPublicKey) pair.getPublic()).getW();
    Map<String, String> key = new LinkedHashMap<>();
    key.put("use", "sig");
    key.put("kty", "EC");
    key.put("kid", PROVISIONER);
    key.put("crv", "P-256");
    key.put("alg", "ES256");
    key.put("x", base64(coordinate(point.getAffineX().toByteArray())));
    key.put("y", base64(coordinate(point.getAffineY().toByteArray())));
    return key;
  }

  /** A token for one certificate of that name. */
  String of(String name) {
    long now = Instant.now().getEpochSecond();
    String head = "{\"alg\":\"ES256\",\"kid\":\"" + PROVISIONER + "\",\"typ\":\"JWT\"}";
    String claims =
        """
        {"iss":"%s","sub":"%s","aud":"%s","sans":["%2$s"],"jti":"%s","iat":%d,"nbf":%5$d,"exp":%d}\
        """
            .formatted(PROVISIONER, name, audience, UUID.randomUUID(), now, now + LIFE_SECONDS);
    String signed = base64(ascii(head)) + "." + base64(ascii(claims));
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(pair.getPrivate());
      signature.update(ascii(signed));
      return signed + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK signs with ECDSA", e);
    }
  }

  /** Of the length that the curve has, whatever the number. */
  private static byte[] coordinate(byte[] number) {
    byte[] whole = new byte[COORDINATE];
    int length = Math.min(number.length, COORDINATE);
    System.arraycopy(number, number.length - length, whole, COORDINATE - length, length);
    return whole;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String base64(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }
}
