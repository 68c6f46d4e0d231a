// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks signatures of requests. A signature must cover the host, the time, every {@code x-amz-}
 * header and the body; only signatures in the {@code Authorization} header are accepted.
 */
public final class Verifier {
  /** How far the clocks of client and server may be apart. */
  public static final Duration MAX_SKEW = Duration.ofMinutes(5);

  private static final String CONTENT_HASH = "x-amz-content-sha256";
  private static final String SESSION_TOKEN = "x-amz-security-token";

  private final Function<String, Optional<Credentials>> keys;
  private final SigningKeys signingKeys = new SigningKeys();

  /**
   * Takes the lookup of access keys by id; it is asked for every request, so that a deleted key
   * ends at once.
   */
  public Verifier(Function<String, Optional<Credentials>> keys) {
    this.keys = keys;
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
    Authorization authorization = Authorization.parse(authorizationHeader(request));
    checkCoverage(request, authorization);
    String stated = request.values(dateHeader(request)).getFirst().strip();
    Instant date =
        AmzDate.parse(stated)
            .orElseThrow(() ->
                refused(
                    Verdict.Kind.INCOMPLETE,
                    "Date '" + stated + "' is not of the form yyyyMMdd'T'HHmmss'Z'"));
    checkTime(date, now);
    String time = AmzDate.format(date);
    if (!time.startsWith(authorization.scope().date() + "T")) {
      throw refused(
          Verdict.Kind.EXPIRED_SCOPE,
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
              + authorization.scope().date()
              + "' != '"
              + time.substring(0, 8)
              + "', from '"
              + time
              + "'.");
    }
    Credentials credentials =
        keys.apply(authorization.accessKeyId())
            .orElseThrow(() ->
                refused(
                    Verdict.Kind.UNKNOWN_KEY,
                    "The security token included in the request is invalid: no such access key"));
    if (!request.values(SESSION_TOKEN).isEmpty()) {
      throw refused(
          Verdict.Kind.STRAY_TOKEN,
          "The security token included in the request is invalid: a long-term access key has no session token");
    }
    checkBody(request);
    checkSignature(request, authorization, time, credentials);
    checkPath(request);
    Scope scope = authorization.scope();
    return new Verdict.Verified(authorization.accessKeyId(), scope.region(), scope.service(), date);
  }

  private static String authorizationHeader(SignableRequest request) {
    List<String> headers = request.values("authorization");
    String query = request.rawQuery();
    if (headers.isEmpty() && query != null && query.contains("X-Amz-Signature=")) {
      throw refused(
          Verdict.Kind.UNSUPPORTED,
          "Signatures in the query string are not served, expected an Authorization header");
    }
    if (headers.isEmpty()) {
      throw refused(Verdict.Kind.MISSING, "Missing Authentication Token");
    }
    if (headers.size() > 1) {
      throw refused(Verdict.Kind.INCOMPLETE, "Authorization header occurs twice, expected once");
    }
    return headers.getFirst();
  }

  private static String dateHeader(SignableRequest request) {
    return request.values("x-amz-date").isEmpty() ? "date" : "x-amz-date";
  }

  /** What a signature does not cover could be changed by anyone on the way. */
  private static void checkCoverage(SignableRequest request, Authorization authorization) {
    String dateHeader = dateHeader(request);
    if (request.values(dateHeader).size() != 1) {
      throw refused(
          Verdict.Kind.INCOMPLETE,
          "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header, once");
    }
    for (String header : request.headers().keySet()) {
      boolean mustBeSigned =
          header.equals("host") || header.equals(dateHeader) || header.startsWith("x-amz-");
      if (mustBeSigned && !authorization.signedHeaders().contains(header)) {
        throw refused(Verdict.Kind.INCOMPLETE, "Header '" + header + "' must be a 'SignedHeader'");
      }
    }
    for (String header : authorization.signedHeaders()) {
      if (request.values(header).isEmpty()) {
        throw refused(
            Verdict.Kind.INCOMPLETE, "SignedHeaders names '" + header + "', which was not sent");
      }
    }
    if (!authorization.signedHeaders().contains("host")) {
      throw refused(Verdict.Kind.INCOMPLETE, "'host' must be a 'SignedHeader'");
    }
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

  private static void checkTime(Instant date, Instant now) {
    String stated = AmzDate.format(date);
    Instant oldest = now.minus(MAX_SKEW);
    Instant newest = now.plus(MAX_SKEW);
    if (date.isBefore(oldest)) {
      throw refused(
          Verdict.Kind.SKEW,
          "Signature expired: %s is now earlier than %s (%s - 5 min.)"
              .formatted(stated, AmzDate.format(oldest), AmzDate.format(now)));
    }
    if (date.isAfter(newest)) {
      throw refused(
          Verdict.Kind.SKEW,
          "Signature not yet current: %s is still later than %s (%s + 5 min.)"
              .formatted(stated, AmzDate.format(newest), AmzDate.format(now)));
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

  private void checkSignature(
      SignableRequest request, Authorization authorization, String time, Credentials credentials) {
    Scope scope = authorization.scope();
    SecretKeySpec key = signingKeys.of(credentials, scope);
    String canonical = CanonicalRequest.of(request, authorization.signedHeaders());
    String expected = SigV4.signature(key, SigV4.stringToSign(time, scope, canonical));
    if (!MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.US_ASCII),
        authorization.signature().getBytes(StandardCharsets.US_ASCII))) {
      throw refused(
          Verdict.Kind.BAD_SIGNATURE,
          "The request signature we calculated does not match the signature you provided. Check your"
              + " AWS Secret Access Key and signing method. Consult the service documentation for"
              + " details.");
    }
    signingKeys.keep(credentials, scope, key);
  }

  private static RefusedException refused(Verdict.Kind kind, String message) {
    return new RefusedException(kind, message);
  }
}
