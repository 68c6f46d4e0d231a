// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signet.authority.OcspAnswer;
import dev.signet.authority.issuing.IssuedTables;
import dev.signet.authority.lifecycle.Authority;
import dev.signet.ground.Ground;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.codec.Digest;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.status.CertId;
import dev.signet.pki.status.CertStatus;
import dev.signet.pki.status.OcspError;
import dev.signet.pki.status.OcspRequest;
import dev.signet.pki.status.UnsignedOcspAnswer;
import dev.signet.pki.status.UnsignedOcspAnswer.Single;
import dev.signet.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Answers OCSP (RFC 6960, with RFC 5019 and RFC 9654) from the rows. An answer is kept until half
 * of its life is over or its certificate is revoked: the memory follows the log, so that nobody who
 * asks after RevokeCertificate has returned hears an older one.
 */
public final class OcspResponder {
  /** How long an answer may be kept. */
  private static final Duration LIFE = Duration.ofHours(1);

  /** In octets of answers. */
  private static final long MOST_KEPT = 32L * 1024 * 1024;

  /** Of a kept answer beside its octets: key, question, entry. */
  private static final int OVERHEAD = 400;

  /** Who waits for a signature; more are told to come later. */
  private static final int MOST_WAITING = 200;

  private final Ground ground;
  private final OcspIssuers issuers;
  private final OcspSigners signers;
  private final Cache<Asked, Kept> kept =
      Caffeine.newBuilder()
          .maximumWeight(MOST_KEPT)
          .weigher((Asked _, Kept answer) -> OVERHEAD + answer.signed().der().length())
          .expireAfterWrite(LIFE.dividedBy(2))
          .build();

  /** How many revocations were heard of. */
  private final AtomicLong revoked = new AtomicLong();

  /** Strangers ask: so that signing for them keeps at most half of the cores busy. */
  private final Semaphore signing =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

  /** Of which certificate, by which hash of its issuer. */
  private record Asked(Serial serial, Digest hash) {
    static Asked of(CertId question) {
      return new Asked(question.serial(), question.hash());
    }
  }

  /**
   * An answer to exactly this question.
   *
   * @param half when half of its life is over
   */
  private record Kept(Octets question, OcspAnswer.Signed signed, Instant half) {
    static Kept of(CertId question, OcspAnswer.Signed signed) {
      Duration half = Duration.between(signed.at(), signed.until()).dividedBy(2);
      return new Kept(question.encoded(), signed, signed.at().plus(half));
    }

    /** In the first half of its life; a clock that was set back trusts none from its future. */
    boolean isFresh(Instant now) {
      return !now.isBefore(signed.at()) && now.isBefore(half);
    }
  }

  /** A responder for all authorities of the store. */
  public OcspResponder(Ground ground) {
    this.ground = ground;
    this.issuers = new OcspIssuers(ground);
    this.signers = new OcspSigners(ground);
    ground.memories().forget(Revocations.REVOKED, this::forget);
  }

  /** Counts first: who keeps an older answer meanwhile sees it, or is seen here. */
  private void forget(String issuedArn) {
    revoked.incrementAndGet();
    Serial.ofHex(issuedArn.substring(issuedArn.lastIndexOf('/') + 1))
        .ifPresent(serial -> {
          for (Digest hash : Digest.values()) {
            kept.invalidate(new Asked(serial, hash));
          }
        });
  }

  /** The answer to a request, if it is kept: found without waiting. */
  public Optional<OcspAnswer> kept(OcspRequest request) {
    if (request.nonce().isPresent() || request.questions().size() > 1) {
      return Optional.empty();
    }
    CertId question = request.questions().getFirst();
    return Optional.ofNullable(kept.getIfPresent(Asked.of(question)))
        .filter(answer -> answer.question().equals(question.encoded()))
        .filter(answer -> answer.isFresh(ground.now()))
        .map(Kept::signed);
  }

  /** The answer to a request; it reads, signs, and may wait for its turn. */
  public OcspAnswer answer(OcspRequest request) {
    Optional<Authority> authority = issuers.of(request.questions());
    if (authority.isEmpty()) {
      return new OcspAnswer.Failed(OcspError.UNAUTHORIZED);
    }
    if (signing.getQueueLength() > MOST_WAITING) {
      return new OcspAnswer.Failed(OcspError.TRY_LATER);
    }
    Known known = known(authority.get(), request);
    signing.acquireUninterruptibly();
    try {
      return kept(request).orElseGet(() -> fresh(authority.get(), request, known));
    } finally {
      signing.release();
    }
  }

  /**
   * What the rows said.
   *
   * @param at before they were read
   * @param revoked how many revocations had been heard of then
   */
  private record Known(List<Single> singles, Instant at, long revoked) {}

  private Known known(Authority authority, OcspRequest request) {
    Instant at = ground.now().truncatedTo(ChronoUnit.SECONDS);
    long before = revoked.get();
    return new Known(singles(authority, request), at, before);
  }

  /**
   * Signs what was read, then keeps it: a revocation that came between found nothing to forget, so
   * what is kept is looked at once more where any was heard of.
   */
  private OcspAnswer fresh(Authority authority, OcspRequest request, Known known) {
    OcspAnswer.Signed signed = sign(authority, request, known);
    CertId first = request.questions().getFirst();
    if (known.singles().size() == 1
        && signed.shared()
        && !(known.singles().getFirst().status()
            instanceof CertStatus.Unknown)) { // strangers invent them
      kept.put(Asked.of(first), Kept.of(first, signed));
      if (revoked.get() != known.revoked()
          && !singles(authority, request).equals(known.singles())) {
        kept.invalidate(Asked.of(first));
      }
    }
    return signed;
  }

  private List<Single> singles(Authority authority, OcspRequest request) {
    return ground
        .store()
        .read(tx ->
            request.questions().stream()
                .map(question -> new Single(question, status(tx, authority, question.serial())))
                .toList());
  }

  private static CertStatus status(Tx tx, Authority authority, Serial serial) {
    Optional<CertStatus.Revoked> revoked = RevokedTables.find(tx, authority.id(), serial);
    if (revoked.isPresent()) {
      return revoked.get();
    }
    return IssuedTables.exists(tx, authority, serial)
        ? new CertStatus.Good()
        : new CertStatus.Unknown();
  }

  private OcspAnswer.Signed sign(Authority authority, OcspRequest request, Known known) {
    OcspSigners.Signer signer = signers.of(authority);
    Instant until = signer.earliest(known.at().plus(LIFE));
    Octets der =
        ground
            .vault()
            .sign(
                signer.key(),
                new UnsignedOcspAnswer(
                    signer.signer(), known.singles(), known.at(), until, request.nonce()));
    return new OcspAnswer.Signed(der, known.at(), until, request.nonce().isEmpty());
  }
}
