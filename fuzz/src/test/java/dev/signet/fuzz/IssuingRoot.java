// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.fuzz;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.cert.ValidityPeriod;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.csr.ProvenRequest;
import dev.signet.pki.csr.UnsignedRequest;
import dev.signet.pki.key.KeyPolicy;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.profile.ApiFields;
import dev.signet.pki.profile.Issuer;
import dev.signet.pki.profile.Prepared;
import dev.signet.pki.profile.Profile;
import dev.signet.pki.profile.Signed;
import java.time.Instant;

/** A root that issues by the templates; what stands for its signatures is always the same. */
public final class IssuingRoot {
  static final SignatureVerifier VERIFIER = AcceptingProvider.verifier();
  static final KeyPolicy POLICY = new KeyPolicy(1024);
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  /** P-256 keys, from {@code openssl ecparam -name prime256v1 -genkey}. */
  private static final PublicKeyInfo KEY =
      key(
          "3059301306072a8648ce3d020106082a8648ce3d030107034200047fc4e8696455549452"
              + "99fa53da90abec0f931b74843c5f37b5c55ad382863537a41571d793759dfef5773b4bd0"
              + "5bb0b6b33a8253e64a012c6473a2fab5aa172d");

  private static final PublicKeyInfo REQUESTER =
      key(
          "3059301306072a8648ce3d020106082a8648ce3d03010703420004361e39ba457ea0fd5b"
              + "3a701899bbfd280b63b638573428372fc7c69e1bcca6fdf38379411bedc6bff1025fbbc0"
              + "ba7476c839f0cbe1d17c6ac4ad8c25678af58e");

  private static final SignatureScheme SCHEME = SignatureScheme.SHA256WITHECDSA;
  private static final byte[] SIGNATURE = Octets.ofHex("3006020101020101").bytes();
  private static final Serial SERIAL = Serial.fromRandom(new byte[Serial.RANDOM_OCTETS]);
  private static final ValidityPeriod PERIOD =
      new ValidityPeriod(NOW.minusSeconds(3600), NOW.plusSeconds(86_400));

  private static final ProvenRequest REQUEST = request("teller", REQUESTER);
  private static final Issuer ROOT = Issuer.installed(root());

  private IssuingRoot() {}

  private static PublicKeyInfo key(String hex) {
    return PublicKeyInfo.fromDer(Octets.ofHex(hex).bytes());
  }

  private static ProvenRequest request(String commonName, PublicKeyInfo key) {
    return new UnsignedRequest(
            DistinguishedName.of(AttributeType.COMMON_NAME, commonName),
            key,
            Extensions.none(),
            SCHEME)
        .complete(SIGNATURE)
        .prove(VERIFIER, POLICY);
  }

  private static Chain root() {
    return signed(
            profile("RootCACertificate")
                .prepare(Issuer.itself(KEY), request("Root", KEY), PERIOD, SERIAL, SCHEME))
        .chain();
  }

  /** Somebody's request, already proven. */
  public static ProvenRequest request() {
    return REQUEST;
  }

  /** The certificate; refuses as the product does. */
  public static Certificate issue(String template, ProvenRequest request, ApiFields api) {
    return signed(profile(template).prepare(ROOT, request, api, PERIOD, SERIAL, SCHEME))
        .certificate();
  }

  /** The same below another CA, by the simplest template. */
  static Certificate issueBelow(Chain chain) {
    return signed(
            profile("EndEntityCertificate")
                .prepare(
                    Issuer.installed(chain),
                    REQUEST,
                    PERIOD.within(chain.first().period()),
                    SERIAL,
                    SCHEME))
        .certificate();
  }

  private static Signed signed(Prepared prepared) {
    return prepared.complete(SIGNATURE, VERIFIER);
  }

  private static Profile profile(String template) {
    return Profile.named(template).orElseThrow();
  }
}
