// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.sigv4;

import java.time.Instant;

/** What a {@link Verifier} says of a request. */
public sealed interface Verdict {
  /**
   * Signed by a known key, and unchanged since.
   *
   * @param accessKeyId whose key it is
   * @param region the region of the scope; not checked against anything
   * @param service the service of the scope; the caller compares it with the service that it routed
   *     to
   * @param date when it was signed
   */
  record Verified(String accessKeyId, String region, String service, Instant date)
      implements Verdict {}

  /**
   * Not to be answered.
   *
   * @param kind why
   * @param message the text for the caller; it holds nothing secret
   */
  record Refused(Kind kind, String message) implements Verdict {}

  /** Why a request is refused. */
  enum Kind {
    /** No signature. */
    MISSING,
    /** A signature without all its parts, or one that leaves out what it must cover. */
    INCOMPLETE,
    /**
     * A kind of signature that is not served: in the query, without the body, in chunks,
     * asymmetric.
     */
    UNSUPPORTED,
    /** No such access key. */
    UNKNOWN_KEY,
    /** A session token with a long-term key. */
    STRAY_TOKEN,
    /** Signed by another secret, or changed on the way. */
    BAD_SIGNATURE,
    /** Signed too long ago, or too far from now. */
    SKEW,
    /** A signature in the query is no longer good. */
    EXPIRED,
    /** The scope's day is not the day of signing. */
    EXPIRED_SCOPE,
    /** Rightly signed, but by a path whose signature is also that of another one. */
    AMBIGUOUS_PATH
  }
}
