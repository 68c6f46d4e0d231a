// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.authority.RevokedCertificate;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Entropy;
import dev.signet.kernel.Refusal;
import dev.signet.ledger.Change;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.cert.ValidityTerm;
import dev.signet.pki.csr.CertificateRequest;
import dev.signet.pki.key.KeyFamily;
import dev.signet.pki.name.SubjectAlternativeName;
import dev.signet.pki.status.RevocationReason;
import dev.signet.testkit.SettableClock;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An RSA authority that owes nothing to the product's issuing code and refuses on demand. */
final class FakeIssuer implements PrivateIssuer {
  private static final X500Name NAME = new X500Name("CN=root");

  private final SettableClock clock;
  private final Entropy entropy;
  private final KeyPair key;
  private final Certificate root;
  final List<Caller> callers = new ArrayList<>();
  Optional<IssuanceFailure> refusing = Optional.empty();
  final Map<Serial, RevokedCertificate> revoked = new ConcurrentHashMap<>();
  boolean faulty;
  boolean crashing;

  FakeIssuer(SettableClock clock, Entropy entropy) {
    this.clock = clock;
    this.entropy = entropy;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      this.key = generator.generateKeyPair();
      this.root =
          sign(
              builder(
                  NAME,
                  key.getPublic().getEncoded(),
                  new ValidityTerm(ValidityTerm.Type.YEARS, 10)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public synchronized Response issue(
      Caller who, String authorityArn, byte[] csrDer, IssuingProfile profile) {
    callers.add(who);
    if (faulty) {
      throw new IllegalStateException("a fault of the CA, as the test asked");
    }
    if (refusing.isPresent()) {
      return new Response.Declined(refusing.get(), "as the test asked");
    }
    CertificateRequest request = CertificateRequest.parse(csrDer);
    GeneralName[] names =
        request.extensions().alternativeName().map(SubjectAlternativeName::dnsNames).stream()
            .flatMap(List::stream)
            .map(name -> new GeneralName(GeneralName.dNSName, name))
            .toArray(GeneralName[]::new);
    try {
      X509v3CertificateBuilder leaf =
          builder(
              X500Name.getInstance(request.subject().der()),
              request.publicKey().der(),
              profile.validity());
      leaf.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      Certificate signed = sign(leaf);
      if (crashing) {
        throw new AssertionError("the process dies once the CA has signed, as the test asked");
      }
      return new Response.Certified(signed, Chain.of(root));
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String makeRoot(Caller owner, String commonName, String token) {
    return CertificateScene.CA;
  }

  @Override
  public RevokedCertificate revoke(
      Caller who, String authorityArn, Serial serial, RevocationReason reason) {
    if (refusing.isPresent()) {
      throw Refusal.wrongState("the CA refuses, as the test asked");
    }
    return revoked.computeIfAbsent(
        serial, _ -> new RevokedCertificate(authorityArn, serial, clock.instant(), reason));
  }

  /** Its log has serials where a real one has ARNs. */
  @Override
  public Optional<RevokedCertificate> revocation(Change change) {
    return change.kind().equals("fake.revoked")
        ? Serial.ofHex(change.subject()).map(revoked::get)
        : Optional.empty();
  }

  @Override
  public Optional<KeyFamily> familyOf(String authorityArn) {
    return Optional.of(KeyFamily.RSA);
  }

  private X509v3CertificateBuilder builder(
      X500Name subject, byte[] publicKey, ValidityTerm validity) {
    return new X509v3CertificateBuilder(
        NAME,
        new BigInteger(1, entropy.bytes(15)).setBit(120),
        Date.from(clock.instant().minusSeconds(3600)),
        Date.from(validity.end(clock.instant())),
        subject,
        SubjectPublicKeyInfo.getInstance(publicKey));
  }

  private Certificate sign(X509v3CertificateBuilder builder) {
    try {
      return Certificate.fromDer(
          builder
              .build(new JcaContentSignerBuilder("SHA256withRSA").build(key.getPrivate()))
              .getEncoded());
    } catch (OperatorCreationException | java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
