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
import org.jspecify.annotations.Nullable;

/** What every kind of signature has to hold, for all of them. */
final class SignatureCheck {
  private static final String SESSION_TOKEN = "x-amz-security-token";

  private final Function<String, Optional<Credentials>> keys;
  private final SigningKeys signingKeys = new SigningKeys();

  SignatureCheck(Function<String, Optional<Credentials>> keys) {
    this.keys = keys;
  }

  /** The one {@code Authorization} header. */
  static String header(SignableRequest request) {
    List<String> headers = request.values("authorization");
    if (headers.isEmpty()) {
      throw refused(Verdict.Kind.MISSING, "Missing Authentication Token");
    }
    if (headers.size() > 1) {
      throw refused(Verdict.Kind.INCOMPLETE, "Authorization header occurs twice, expected once");
    }
    return headers.getFirst();
  }

  /** When a request with such a header was signed. */
  static Instant date(SignableRequest request) {
    String stated = request.values(dateHeader(request)).getFirst().strip();
    return AmzDate.parse(stated)
        .orElseThrow(() ->
            refused(
                Verdict.Kind.INCOMPLETE,
                "Date '" + stated + "' is not of the form yyyyMMdd'T'HHmmss'Z'"));
  }

  private static String dateHeader(SignableRequest request) {
    return request.values("x-amz-date").isEmpty() ? "date" : "x-amz-date";
  }

  /** What a signature in a header does not cover could be changed by anyone on the way. */
  static void coverage(SignableRequest request, Authorization authorization) {
    String dateHeader = dateHeader(request);
    if (request.values(dateHeader).size() != 1) {
      throw refused(
          Verdict.Kind.INCOMPLETE,
          "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header, once");
    }
    coverage(request, authorization, dateHeader);
  }

  /** The same of any signature. */
  static void coverage(
      SignableRequest request, Authorization authorization, @Nullable String dateHeader) {
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

  /** Whether the clocks agree. */
  static void time(Instant date, Instant now, Duration maxSkew) {
    Instant oldest = now.minus(maxSkew);
    Instant newest = now.plus(maxSkew);
    if (date.isBefore(oldest)) {
      throw refused(
          Verdict.Kind.SKEW,
          "Signature expired: %s is now earlier than %s (%s - %d min.)"
              .formatted(
                  AmzDate.format(date),
                  AmzDate.format(oldest),
                  AmzDate.format(now),
                  maxSkew.toMinutes()));
    }
    if (date.isAfter(newest)) {
      throw refused(
          Verdict.Kind.SKEW,
          "Signature not yet current: %s is still later than %s (%s + %d min.)"
              .formatted(
                  AmzDate.format(date),
                  AmzDate.format(newest),
                  AmzDate.format(now),
                  maxSkew.toMinutes()));
    }
  }

  /** The key is of the day of signing. */
  static void day(Authorization authorization, Instant date) {
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
  }

  /** The key that a request names; a long-term key comes without a session token. */
  Credentials credentials(SignableRequest request, Authorization authorization) {
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
    return credentials;
  }

  /** The signature itself; answers the key that made it. */
  SecretKeySpec signature(
      Authorization authorization, Credentials credentials, Instant date, String canonical) {
    Scope scope = authorization.scope();
    SecretKeySpec key = signingKeys.of(credentials, scope);
    String expected =
        SigV4.signature(key, SigV4.stringToSign(AmzDate.format(date), scope, canonical));
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
    return key;
  }

  static RefusedException refused(Verdict.Kind kind, String message) {
    return new RefusedException(kind, message);
  }
}
