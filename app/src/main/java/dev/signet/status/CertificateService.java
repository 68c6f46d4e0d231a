// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.status;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.signet.authority.Publication;
import dev.signet.pki.cert.Certificate;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves the certificates of CAs, DER, to who builds a path (RFC 2585, RFC 5280 section 4.2.2.1).
 */
final class CertificateService {
  private static final Pattern PATH = Pattern.compile("ca/([0-9a-f-]{36})\\.cer");
  private static final MediaType CERTIFICATE = MediaType.create("application", "pkix-cert");

  private final Publication publication;
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  CertificateService(Publication publication) {
    this.publication = publication;
  }

  HttpResponse answer(String path, HttpRequest request) {
    return HttpResponse.of(CompletableFuture.supplyAsync(() -> found(path, request), threads));
  }

  private HttpResponse found(String path, HttpRequest request) {
    Matcher matcher = PATH.matcher(path);
    Optional<Certificate> found =
        matcher.matches() ? publication.certificate(matcher.group(1)) : Optional.empty();
    return found
        .map(certificate -> told(certificate, request))
        .orElseGet(() -> PublicationService.nothing("no certificate is published at /" + path));
  }

  private static HttpResponse told(Certificate certificate, HttpRequest request) {
    String tag = "\"" + certificate.sha256().hex() + "\"";
    ResponseHeadersBuilder headers =
        new Condition(tag, certificate.period().notBefore())
            .begin(request.headers())
            .add(HttpHeaderNames.CACHE_CONTROL, "public, max-age=300, must-revalidate");
    if (!headers.status().equals(HttpStatus.OK)) {
      return HttpResponse.of(headers.build());
    }
    headers.contentType(CERTIFICATE).add(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff");
    return HttpResponse.of(headers.build(), HttpData.wrap(certificate.der()));
  }
}
