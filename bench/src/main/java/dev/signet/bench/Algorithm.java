// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import dev.signet.pki.cert.Extensions;
import dev.signet.pki.csr.UnsignedRequest;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.testkit.calls.PrivateCaCalls.Kind;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;

/** The kinds of key that are measured, for the CA and for the requests alike. */
enum Algorithm {
  P256("P-256", Kind.P256, "EC", 256, SignatureScheme.SHA256WITHECDSA, "ecdsap256", 0.65),
  RSA_2048("RSA-2048", Kind.RSA_2048, "RSA", 2048, SignatureScheme.SHA256WITHRSA, "rsa2048", 0.75);

  /** Making RSA keys is dear, and no key of a requester costs the server more than another. */
  private static final int KEYS = 16;

  private final String title;
  private final Kind kind;
  private final String jcaName;
  private final int bits;
  private final SignatureScheme scheme;
  private final String opensslName;
  private final double goal;

  Algorithm(
      String title,
      Kind kind,
      String jcaName,
      int bits,
      SignatureScheme scheme,
      String opensslName,
      double goal) {
    this.title = title;
    this.kind = kind;
    this.jcaName = jcaName;
    this.bits = bits;
    this.scheme = scheme;
    this.opensslName = opensslName;
    this.goal = goal;
  }

  String title() {
    return title;
  }

  /** How the API names them. */
  Kind kind() {
    return kind;
  }

  String opensslName() {
    return opensslName;
  }

  /** The share of the limit that is aimed at. */
  double goal() {
    return goal;
  }

  /** Certificate requests in PEM, each of another subject. */
  List<byte[]> requests(int count) {
    List<KeyPair> keys = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      keys.add(keyPair());
    }
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String request = request(subject(i), keys.get(i % KEYS));
      requests.add(request.getBytes(StandardCharsets.US_ASCII));
    }
    return requests;
  }

  /** Whom the request of that number is for. */
  static String subject(int number) {
    return "service-" + number + ".bench.internal";
  }

  KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(jcaName);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + jcaName, e);
    }
  }

  /** A certificate request in PEM. */
  String request(String name, KeyPair pair) {
    UnsignedRequest request =
        new UnsignedRequest(
            DistinguishedName.of(AttributeType.COMMON_NAME, name),
            PublicKeyInfo.fromDer(pair.getPublic().getEncoded()),
            new Extensions(List.of()),
            scheme);
    try {
      Signature signature = Signature.getInstance(scheme.jcaName());
      signature.initSign(pair.getPrivate());
      signature.update(request.toBeSigned());
      return request.complete(signature.sign()).pem();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + scheme.jcaName(), e);
    }
  }
}
