// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.status;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.signet.api.PacedPieces;
import dev.signet.authority.Publication;
import dev.signet.authority.PublishedCrl;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Serves CRLs (RFC 5280 section 4.2.1.13, RFC 2585), DER, in pieces. */
final class CrlService {
  private static final MediaType CRL = MediaType.create("application", "pkix-crl");

  private final Publication publication;
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  CrlService(Publication publication) {
    this.publication = publication;
  }

  HttpResponse answer(ServiceRequestContext context, String path, HttpRequest request) {
    return HttpResponse.of(
        CompletableFuture.supplyAsync(() -> found(context, path, request), threads));
  }

  private HttpResponse found(ServiceRequestContext context, String path, HttpRequest request) {
    Optional<PublishedCrl> crl = publication.crl(path);
    if (crl.isEmpty()) {
      return PublicationService.nothing("no CRL is published at /" + path);
    }
    String tag = "\"" + crl.get().digest() + "\"";
    ResponseHeadersBuilder headers =
        new Condition(tag, crl.get().thisUpdate())
            .begin(request.headers())
            .add(HttpHeaderNames.EXPIRES, Condition.DATE.format(crl.get().nextUpdate()))
            .add(HttpHeaderNames.CACHE_CONTROL, "public, max-age=60, must-revalidate");
    if (!headers.status().equals(HttpStatus.OK)) {
      return HttpResponse.of(headers.build());
    }
    headers
        .contentType(CRL)
        .add(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
        .contentLength(crl.get().octets());
    if (request.method() == HttpMethod.HEAD) {
      return HttpResponse.of(headers.build());
    }
    context.clearRequestTimeout(); // a long one may take its time, as long as it moves
    return streamed(headers.build(), crl.get());
  }

  private HttpResponse streamed(ResponseHeaders headers, PublishedCrl crl) {
    HttpResponseWriter writer = HttpResponse.streaming();
    writer.write(headers);
    threads.execute(() -> {
      try {
        PacedPieces.send(writer, publication.octets(crl));
        writer.close();
      } catch (RuntimeException e) { // pushed out, or a store that fails: it breaks off
        writer.close(e);
      }
    });
    return writer;
  }
}
