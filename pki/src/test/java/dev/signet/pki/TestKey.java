// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.cert.TbsCertificate;
import dev.signet.pki.cert.ValidityPeriod;
import dev.signet.pki.csr.CertificateRequest;
import dev.signet.pki.csr.ProvenRequest;
import dev.signet.pki.csr.UnsignedRequest;
import dev.signet.pki.key.KeyPolicy;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.key.SignatureAlgorithm;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.profile.Issuer;
import dev.signet.pki.profile.Prepared;
import dev.signet.pki.profile.Profile;
import dev.signet.pki.profile.Signed;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** A key pair that signs, requests and issues, as the product will. */
public final class TestKey {
  /** The instant at which tests issue. */
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  /** Ten years from an hour before now. */
  public static final ValidityPeriod TEN_YEARS =
      new ValidityPeriod(NOW.minusSeconds(3600), NOW.plusSeconds(10L * 365 * 86_400));

  /** One year from an hour before now. */
  public static final ValidityPeriod ONE_YEAR =
      new ValidityPeriod(NOW.minusSeconds(3600), NOW.plusSeconds(365L * 86_400));

  /** Checks with what the JDK has. */
  public static final SignatureVerifier VERIFIER = SignatureVerifier.jdk();

  /** Accepts what a seed accepts. */
  public static final KeyPolicy POLICY = new KeyPolicy(1024);

  private static final Random random = new Random(42);

  private final KeySpec spec;
  private final KeyPair pair;

  private TestKey(KeySpec spec, KeyPair pair) {
    this.spec = spec;
    this.pair = pair;
  }

  /** A new key. */
  public static TestKey of(KeySpec spec) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(spec.family().jcaName());
      generator.initialize(spec.generationParameters());
      return new TestKey(spec, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A new P-256 key. */
  public static TestKey ec() {
    return of(KeySpec.EC_P256);
  }

  /** A serial from a seeded source. */
  public static Serial serial() {
    byte[] octets = new byte[Serial.RANDOM_OCTETS];
    random.nextBytes(octets);
    return Serial.fromRandom(octets);
  }

  /** A name of a common name only. */
  public static DistinguishedName cn(String commonName) {
    return DistinguishedName.of(AttributeType.COMMON_NAME, commonName);
  }

  /** Its public key. */
  public PublicKeyInfo info() {
    return PublicKeyInfo.fromDer(pair.getPublic().getEncoded());
  }

  /** Its key pair. */
  public KeyPair pair() {
    return pair;
  }

  /** The usual scheme of its kind. */
  public SignatureScheme scheme() {
    return SignatureScheme.usualFor(spec);
  }

  /** Signs. */
  public byte[] sign(SignatureScheme scheme, byte[] data) {
    try {
      Signature signature = Signature.getInstance(scheme.jcaName());
      if (scheme.jcaParameters().isPresent()) {
        signature.setParameter(scheme.jcaParameters().get());
      }
      signature.initSign(pair.getPrivate());
      signature.update(data);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signs with an algorithm that we never sign with. */
  public byte[] sign(String jcaName, byte[] data) {
    try {
      Signature signature = Signature.getInstance(jcaName);
      signature.initSign(pair.getPrivate());
      signature.update(data);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A request signed by this key. */
  public CertificateRequest csr(DistinguishedName subject, Extension... extensions) {
    UnsignedRequest request =
        new UnsignedRequest(subject, info(), new Extensions(List.of(extensions)), scheme());
    return request.complete(sign(scheme(), request.toBeSigned()));
  }

  /** A request signed by this key and proven. */
  public ProvenRequest request(DistinguishedName subject, Extension... extensions) {
    return csr(subject, extensions).prove(VERIFIER, POLICY);
  }

  /** Signs what was prepared, with this key. */
  public Signed sign(Prepared prepared) {
    return prepared.complete(sign(prepared.scheme(), prepared.toBeSigned()), VERIFIER);
  }

  /** A root of this key for ten years. */
  public Chain root(String commonName) {
    return sign(profile("RootCACertificate")
            .prepare(Issuer.itself(info()), request(cn(commonName)), TEN_YEARS, serial(), scheme()))
        .chain();
  }

  /** A certificate of a template, signed by this key, for one year. */
  public Chain issue(Chain own, String template, ProvenRequest request) {
    return sign(profile(template)
            .prepare(Issuer.installed(own), request, ONE_YEAR, serial(), scheme()))
        .chain();
  }

  /** A certificate for ten years that says whatever the test wants, signed by this key. */
  public Certificate forge(
      DistinguishedName issuer, DistinguishedName subject, PublicKeyInfo key, Extension... all) {
    return forge(
        new TbsCertificate(
            serial(),
            SignatureAlgorithm.of(scheme()),
            issuer,
            TEN_YEARS,
            subject,
            key,
            new Extensions(List.of(all))));
  }

  /** A certificate with this content, signed by this key. */
  public Certificate forge(TbsCertificate content) {
    byte[] signedPart = content.der();
    return Certificate.assemble(
        signedPart, TbsCertificate.fromDer(signedPart), sign(scheme(), signedPart));
  }

  /** The template. */
  public static Profile profile(String template) {
    return Profile.named(template).orElseThrow();
  }
}
