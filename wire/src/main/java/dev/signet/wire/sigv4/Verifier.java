// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.sigv4;

import static dev.signet.wire.sigv4.SignatureCheck.refused;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Checks signatures of requests. A signature must cover the host, the time, every {@code x-amz-}
 * header and the body; only signatures in the {@code Authorization} header are accepted.
 */
public final class Verifier {
  /** How far the clocks of client and server may be apart. */
  public static final Duration MAX_SKEW = Duration.ofMinutes(5);

  private static final String CONTENT_HASH = "x-amz-content-sha256";

  private final SignatureCheck check;

  /**
   * Takes the lookup of access keys by id; it is asked for every request, so that a deleted key
   * ends at once.
   */
  public Verifier(Function<String, Optional<Credentials>> keys) {
    this.check = new SignatureCheck(keys);
  }

  /**
   * Checks a request that arrived at {@code now}; {@code bodyHash} of the request is that of the
   * body received.
   */
  public Verdict verify(SignableRequest request, Instant now) {
    try {
      return check(request, now);
    } catch (RefusedException e) {
      return e.toVerdict();
    }
  }

  private Verdict check(SignableRequest request, Instant now) {
    if (request.values("authorization").isEmpty() && QuerySignature.isIn(request.rawQuery())) {
      throw refused(
          Verdict.Kind.UNSUPPORTED,
          "Signatures in the query string are not served, expected an Authorization header");
    }
    Authorization authorization = Authorization.parse(SignatureCheck.header(request));
    SignatureCheck.coverage(request, authorization);
    Instant date = SignatureCheck.date(request);
    SignatureCheck.time(date, now, MAX_SKEW);
    SignatureCheck.day(authorization, date);
    Credentials credentials = check.credentials(request, authorization);
    checkBody(request);
    check.signature(
        authorization,
        credentials,
        date,
        CanonicalRequest.of(request, authorization.signedHeaders()));
    checkPath(request);
    Scope scope = authorization.scope();
    return new Verdict.Verified(authorization.accessKeyId(), scope.region(), scope.service(), date);
  }

  /**
   * Clients sign the path without its dot segments, and routes are found by the path as it came:
   * one signature must not open two routes.
   */
  private static void checkPath(SignableRequest request) {
    if (!CanonicalRequest.normalized(request.rawPath()).equals(request.rawPath())) {
      throw refused(
          Verdict.Kind.AMBIGUOUS_PATH,
          "The path has empty or dot segments, expected names in it that are not empty, . or ..");
    }
  }

  private static void checkBody(SignableRequest request) {
    for (String stated : request.values(CONTENT_HASH)) {
      if (stated.equals("UNSIGNED-PAYLOAD") || stated.startsWith("STREAMING-")) {
        throw refused(
            Verdict.Kind.UNSUPPORTED,
            "X-Amz-Content-Sha256 '" + stated + "' is not served, expected the body's SHA-256");
      }
      if (!stated.equals(request.bodyHash())) {
        throw refused(
            Verdict.Kind.BAD_SIGNATURE,
            "X-Amz-Content-Sha256 is not the SHA-256 of the body that arrived");
      }
    }
  }
}
