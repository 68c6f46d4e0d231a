// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.status;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.signet.authority.OcspAnswer;
import dev.signet.authority.Publication;
import dev.signet.pki.status.OcspError;
import dev.signet.pki.status.OcspRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves OCSP by HTTP (RFC 6960 appendix A, RFC 5019 sections 5 and 6). */
final class OcspService {
  private static final Logger log = LoggerFactory.getLogger(OcspService.class);
  private static final MediaType REQUEST = MediaType.create("application", "ocsp-request");
  static final MediaType RESPONSE = MediaType.create("application", "ocsp-response");

  /** Of a request in a path, in letters. */
  private static final int LONGEST_PATH = 1024;

  /** Of answers, how many are kept as HTTP tells them: the part that is asked for most. */
  private static final int MOST_SHARED = 10_000;

  private final Publication publication;
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Only while the answer itself is kept, by which it is found. */
  private final LoadingCache<OcspAnswer.Signed, SharedAnswer> shared =
      Caffeine.newBuilder().weakKeys().maximumSize(MOST_SHARED).build(SharedAnswer::of);

  OcspService(Publication publication) {
    this.publication = publication;
  }

  /** A request in the body. */
  HttpResponse posted(HttpRequest request) {
    return HttpResponse.of(request.aggregate().thenApply(this::posted));
  }

  private HttpResponse posted(AggregatedHttpRequest request) {
    MediaType type = request.contentType();
    if (type == null || !type.is(REQUEST)) {
      return PublicationService.told(
          ResponseHeaders.builder(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
          "expected Content-Type application/ocsp-request");
    }
    return Publication.ocspRequest(request.content().array())
        .map(read -> answer(read, request.headers()))
        .orElseGet(() -> failed(OcspError.MALFORMED_REQUEST));
  }

  /**
   * A request in the path, after any prefix: the base64 of RFC 6960 holds slashes, so that only
   * reading tells where it begins. Empty when no end of the path is one.
   */
  Optional<HttpResponse> asked(String path, HttpRequest request) {
    if (path.length() > LONGEST_PATH) {
      return Optional.of(
          PublicationService.told(
              ResponseHeaders.builder(HttpStatus.REQUEST_URI_TOO_LONG),
              "expected at most " + LONGEST_PATH + " letters"));
    }
    for (int at = 0; at >= 0; at = next(path, at)) {
      Optional<OcspRequest> read = decoded(path.substring(at)).flatMap(Publication::ocspRequest);
      if (read.isPresent()) {
        return Optional.of(answer(read.get(), request.headers()));
      }
    }
    return Optional.empty();
  }

  /** Where the next segment begins, or -1. */
  private static int next(String path, int at) {
    int slash = path.indexOf('/', at);
    return slash < 0 ? -1 : slash + 1;
  }

  /** Either alphabet, escaped or not, with or without padding. */
  private static Optional<byte[]> decoded(String text) {
    if (!text.startsWith("M")) { // as the base64 of every SEQUENCE of this length
      return Optional.empty();
    }
    try {
      String plain =
          URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.US_ASCII)
              .replace('-', '+')
              .replace('_', '/');
      return Optional.of(Base64.getDecoder().decode(plain));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private HttpResponse answer(OcspRequest asked, RequestHeaders headers) {
    return publication
        .keptAnswer(asked)
        .map(kept -> response(kept, headers))
        .orElseGet(() ->
            HttpResponse.of(
                CompletableFuture.supplyAsync(() -> response(fresh(asked), headers), threads)));
  }

  private OcspAnswer fresh(OcspRequest asked) {
    try {
      return publication.answer(asked);
    } catch (RuntimeException | Error fault) {
      log.error("an OCSP request failed", fault);
      return new OcspAnswer.Failed(OcspError.INTERNAL_ERROR);
    }
  }

  private HttpResponse response(OcspAnswer answer, RequestHeaders request) {
    return switch (answer) {
      case OcspAnswer.Failed(OcspError error) -> failed(error);
      case OcspAnswer.Signed signed when signed.shared() ->
          shared.get(signed).to(request, signed.der());
      case OcspAnswer.Signed signed ->
          HttpResponse.of(
              headers(HttpStatus.OK).add(HttpHeaderNames.CACHE_CONTROL, "no-store").build(),
              HttpData.wrap(signed.der().bytes()));
    };
  }

  private static HttpResponse failed(OcspError error) {
    boolean lasting = error == OcspError.MALFORMED_REQUEST || error == OcspError.UNAUTHORIZED;
    return HttpResponse.of(
        headers(HttpStatus.OK)
            .add(HttpHeaderNames.CACHE_CONTROL, lasting ? "max-age=60" : "no-store")
            .build(),
        HttpData.wrap(error.der()));
  }

  private static ResponseHeadersBuilder headers(HttpStatus status) {
    return ResponseHeaders.builder(status).contentType(RESPONSE);
  }
}
