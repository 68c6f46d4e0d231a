// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.status;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.Optional;

/**
 * Tells certificates of CAs, CRLs and OCSP apart: the latter two may be asked under any path,
 * because who runs the server may give them hosts and paths of their own.
 */
final class PublicationService implements HttpService {
  private final CertificateService certificates;
  private final CrlService crls;
  private final OcspService ocsp;

  PublicationService(CertificateService certificates, CrlService crls, OcspService ocsp) {
    this.certificates = certificates;
    this.crls = crls;
    this.ocsp = ocsp;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return switch (request.method()) {
      case POST -> ocsp.posted(request);
      case GET, HEAD ->
          request.isEmpty()
              ? read(context, request)
              : HttpResponse.of(request.aggregate().thenApply(_ -> read(context, request)));
      default ->
          told(
              ResponseHeaders.builder(HttpStatus.METHOD_NOT_ALLOWED)
                  .add(HttpHeaderNames.ALLOW, "GET, HEAD, POST"),
              "expected GET, HEAD or POST");
    };
  }

  private HttpResponse read(ServiceRequestContext context, HttpRequest request) {
    String path = context.rawPath().substring(1);
    if (path.endsWith(".crl")) {
      return crls.answer(context, path, request);
    }
    if (path.endsWith(".cer")) {
      return certificates.answer(path, request);
    }
    Optional<HttpResponse> answer = ocsp.asked(path, request);
    return answer.orElseGet(() -> nothing("nothing is published at /" + path));
  }

  /** Nothing is there; a client may ask again in a minute. */
  static HttpResponse nothing(String message) {
    return told(
        ResponseHeaders.builder(HttpStatus.NOT_FOUND)
            .add(HttpHeaderNames.CACHE_CONTROL, "max-age=60"),
        message);
  }

  static HttpResponse told(ResponseHeadersBuilder headers, String message) {
    return HttpResponse.of(
        headers
            .contentType(MediaType.PLAIN_TEXT_UTF_8)
            .add(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
            .build(),
        HttpData.ofUtf8(message + "\n"));
  }
}
