// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.sigv4;

import static dev.signet.wire.sigv4.SignatureCheck.refused;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks signatures of requests as S3's clients make them, before the body is read: it is vouched
 * for by what {@code X-Amz-Content-Sha256} says, which the signature covers. Signatures may also
 * travel in the query. The rest is as with {@link Verifier}.
 */
public final class StreamVerifier {
  /** How far the clocks of client and server may be apart; S3 gives that much. */
  public static final Duration MAX_SKEW = Duration.ofMinutes(15);

  private static final String CONTENT_HASH = "x-amz-content-sha256";
  private static final String UNHASHED = "UNSIGNED-PAYLOAD";
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  private final SignatureCheck check;

  /** Takes the lookup of access keys by id; it is asked for every request. */
  public StreamVerifier(Function<String, Optional<Credentials>> keys) {
    this.check = new SignatureCheck(keys);
  }

  /** Checks a request that arrived at {@code now}; its {@code bodyHash} does not count. */
  public StreamVerdict verify(SignableRequest request, Instant now) {
    try {
      SignableRequest vouched = request.vouchedBy(stated(request));
      boolean inQuery = QuerySignature.isIn(request.rawQuery());
      if (inQuery && !request.values("authorization").isEmpty()) {
        throw refused(
            Verdict.Kind.INCOMPLETE,
            "a signature in the query and an Authorization header: expected one of them");
      }
      return inQuery ? inQuery(vouched, now) : inHeader(vouched, now);
    } catch (RefusedException e) {
      return new StreamVerdict.Denied(e.toVerdict());
    }
  }

  /** What stands for the body in what is signed. */
  private static String stated(SignableRequest request) {
    List<String> stated = request.values(CONTENT_HASH);
    return stated.isEmpty() ? UNHASHED : stated.getFirst();
  }

  private StreamVerdict inHeader(SignableRequest request, Instant now) {
    Authorization authorization = Authorization.parse(SignatureCheck.header(request));
    SignatureCheck.coverage(request, authorization);
    Instant date = SignatureCheck.date(request);
    SignatureCheck.time(date, now, MAX_SKEW);
    if (request.values(CONTENT_HASH).size() != 1) {
      throw refused(
          Verdict.Kind.UNSUPPORTED,
          "Missing required header for this request: x-amz-content-sha256");
    }
    return proven(request, authorization, date);
  }

  private StreamVerdict inQuery(SignableRequest request, Instant now) {
    QuerySignature signature = QuerySignature.parse(request.rawQuery());
    SignatureCheck.coverage(request, signature.authorization(), null);
    if (signature.date().isAfter(now.plus(MAX_SKEW))) {
      SignatureCheck.time(signature.date(), now, MAX_SKEW);
    }
    if (now.isAfter(signature.date().plus(signature.expires()))) {
      throw refused(Verdict.Kind.EXPIRED, "Request has expired");
    }
    return proven(request, signature.authorization(), signature.date());
  }

  private StreamVerdict proven(SignableRequest request, Authorization authorization, Instant date) {
    SignatureCheck.day(authorization, date);
    Credentials credentials = check.credentials(request, authorization);
    SecretKeySpec key =
        check.signature(
            authorization,
            credentials,
            date,
            CanonicalRequest.ofObject(request, authorization.signedHeaders()));
    Scope scope = authorization.scope();
    return new StreamVerdict.Proven(
        new Verdict.Verified(authorization.accessKeyId(), scope.region(), scope.service(), date),
        payload(
            request.bodyHash(),
            new ChunkSignatures(key, AmzDate.format(date), scope, authorization.signature())));
  }

  private static Payload payload(String stated, ChunkSignatures chunks) {
    return switch (stated) {
      case UNHASHED -> new Payload.Unhashed();
      case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> new Payload.PlainChunks();
      case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" -> new Payload.SignedChunks(chunks, false);
      case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" -> new Payload.SignedChunks(chunks, true);
      default -> {
        if (!SHA_256.matcher(stated).matches()) {
          throw refused(
              Verdict.Kind.UNSUPPORTED,
              "x-amz-content-sha256 '"
                  + stated
                  + "' is not served, expected "
                  + UNHASHED
                  + ", STREAMING-… or a SHA-256 in hexadecimal");
        }
        yield new Payload.Hashed(stated);
      }
    };
  }
}
