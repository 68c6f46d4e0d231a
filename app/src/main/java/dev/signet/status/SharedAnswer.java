// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.status;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.signet.authority.OcspAnswer;
import dev.signet.kernel.Sha256;
import dev.signet.pki.codec.Octets;

/**
 * An OCSP answer for everybody who asks the same, as HTTP tells it (RFC 5019 section 6.2): made
 * once, because its headers cost more than to find it.
 *
 * @param whole the headers of the answer itself
 */
record SharedAnswer(Condition condition, ResponseHeaders whole) {
  static SharedAnswer of(OcspAnswer.Signed signed) {
    String tag = "\"" + Sha256.hex(Sha256.of(signed.der().bytes())) + "\"";
    Condition condition = new Condition(tag, signed.at());
    ResponseHeaders whole =
        condition
            .begin(HttpStatus.OK)
            .contentType(OcspService.RESPONSE)
            .add(HttpHeaderNames.EXPIRES, Condition.DATE.format(signed.until()))
            .add(HttpHeaderNames.CACHE_CONTROL, "max-age=60, public, no-transform, must-revalidate")
            .contentLength(signed.der().length())
            .build();
    return new SharedAnswer(condition, whole);
  }

  /** The answer to a request; conditions are for those that can be cached. */
  HttpResponse to(RequestHeaders request, Octets der) {
    HttpStatus status =
        request.method() == HttpMethod.POST ? HttpStatus.OK : condition.status(request);
    return status.equals(HttpStatus.OK)
        ? HttpResponse.of(whole, HttpData.wrap(der.bytes()))
        : HttpResponse.of(
            whole.toBuilder().status(status).removeAndThen(HttpHeaderNames.CONTENT_LENGTH).build());
  }
}
