// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signet.authority.AuthorityArn;
import dev.signet.authority.issuing.IssuedArn;
import dev.signet.authority.issuing.IssuedTables;
import dev.signet.authority.lifecycle.Authority;
import dev.signet.ground.Ground;
import dev.signet.key.KeyRef;
import dev.signet.key.NewKey;
import dev.signet.ledger.Change;
import dev.signet.ledger.Ledger;
import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.cert.ValidityPeriod;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.profile.Issuer;
import dev.signet.pki.profile.Pointers;
import dev.signet.pki.profile.Profile;
import dev.signet.pki.profile.Subject;
import dev.signet.pki.status.OcspSigner;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who signs the OCSP answers of each authority: a key of its own, for which the authority issues a
 * certificate (RFC 6960 section 4.2.2.2), so that what strangers ask never uses the CA's key. Where
 * that cannot be, because the CA has expired or may not issue such a name, it signs itself.
 */
final class OcspSigners {
  private static final Logger log = LoggerFactory.getLogger(OcspSigners.class);

  private static final Profile PROFILE = Profile.named("OCSPSigningCertificate").orElseThrow();
  private static final DistinguishedName NAME =
      DistinguishedName.of(AttributeType.COMMON_NAME, "OCSP responder");
  private static final Duration LIFE = Duration.ofDays(30);
  private static final Duration LEAD = Duration.ofHours(1);

  /** Another is made when so much of the life is left. */
  private static final Duration RENEWAL = Duration.ofDays(10);

  private static final int MOST = 10_000;

  private final Ground ground;
  private final Cache<AuthorityArn, Signer> known = Caffeine.newBuilder().maximumSize(MOST).build();

  OcspSigners(Ground ground) {
    this.ground = ground;
  }

  /**
   * A signer and its key.
   *
   * @param installed the CA certificate under which it signs
   * @param end of its certificate
   */
  record Signer(OcspSigner signer, KeyRef key, long installed, Instant end) {
    /** That instant, or the signer's end if that comes first. */
    Instant earliest(Instant until) {
      return until.isBefore(end) ? until : end;
    }

    boolean isFit(Authority authority, Instant now) {
      return installed == authority.installed().orElseThrow().id()
          && now.isBefore(end.minus(RENEWAL));
    }
  }

  /** The signer of an authority that has a certificate; made if there is none that is fit. */
  Signer of(Authority authority) {
    Instant now = ground.now();
    if (now.isAfter(authority.installed().orElseThrow().notAfter().minus(RENEWAL))) {
      return itself(authority);
    }
    return Objects.requireNonNull(
        known
            .asMap()
            .compute(
                authority.arn(),
                (_, present) ->
                    present != null && present.isFit(authority, now)
                        ? present
                        : ground
                            .store()
                            .read(tx -> OcspTables.signer(tx, authority))
                            .filter(found -> found.isFit(authority, now))
                            .orElseGet(() -> make(authority, now))));
  }

  private static Signer itself(Authority authority) {
    return new Signer(
        new OcspSigner(
            authority.signing().publicKey(), authority.signing().scheme(), Optional.empty()),
        authority.signing().key(),
        authority.installed().orElseThrow().id(),
        Instant.MAX);
  }

  private Signer make(Authority authority, Instant now) {
    KeySpec spec = specFor(authority.signing().spec());
    NewKey key = ground.vault().generate(spec);
    try {
      Certificate certificate = issue(authority, key, now);
      return ground.store().write(tx -> record(tx, authority, key, certificate, now))
          ? OcspTables.signer(
              certificate, key.ref(), spec, authority.installed().orElseThrow().id())
          : itself(authority);
    } catch (PkiException e) {
      log.warn("{} signs OCSP answers itself: {}", authority.arn(), e.getMessage());
      return itself(authority);
    }
  }

  /** Of the CA's kind, and as fast as its strength allows. */
  private static KeySpec specFor(KeySpec authority) {
    return switch (authority) {
      case RSA_3072, RSA_4096 -> KeySpec.RSA_2048;
      default -> authority;
    };
  }

  private Certificate issue(Authority authority, NewKey key, Instant now) {
    Instant limit = authority.installed().orElseThrow().chain().notAfter();
    Instant end = now.plus(LIFE);
    return ground
        .vault()
        .sign(
            authority.signing().key(),
            PROFILE.prepare(
                Issuer.installed(authority.installed().orElseThrow().chain(), Pointers.NO_CHECK),
                Subject.of(NAME, Optional.empty(), key.publicKey()),
                new ValidityPeriod(
                    now.minus(LEAD).truncatedTo(ChronoUnit.SECONDS),
                    (end.isBefore(limit) ? end : limit).truncatedTo(ChronoUnit.SECONDS)),
                Serial.fromRandom(ground.entropy().bytes(Serial.RANDOM_OCTETS)),
                authority.signing().scheme()))
        .certificate();
  }

  /** Whether the authority is still as it was when it signed. */
  private boolean record(
      Tx tx, Authority authority, NewKey key, Certificate certificate, Instant now) {
    var context = new IssuedTables.Context(PROFILE.name(), Change.SERVER, now);
    if (!IssuedTables.insert(tx, authority, certificate, false, context)) {
      tx.unrecorded(Unrecorded.HOUSEKEEPING); // nothing was written
      return false;
    }
    ground.vault().keep(tx, key);
    Change signed =
        Change.byServer(
            authority.arn().home(),
            now,
            Ledger.SIGNED,
            new IssuedArn(authority.arn(), certificate.serial()).toString());
    Optional<KeyRef> before = OcspTables.signerKey(tx, authority);
    OcspTables.replaceSigner(tx, authority, key, certificate);
    before.ifPresent(old -> ground.vault().destroy(tx, signed, old));
    ground.ledger().append(tx, signed);
    return true;
  }
}
