// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.signet.wire.sigv4.SignableRequest;
import dev.signet.wire.sigv4.Signer;
import io.netty.util.AsciiString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sees a request as a signature does. */
final class Signables {
  private Signables() {}

  static SignableRequest of(Call call) {
    return new SignableRequest(
        call.method(),
        call.rawPath(),
        call.rawQuery(),
        values(call.headers()),
        Signer.bodyHash(call.body()));
  }

  /** The same of a request whose body is still to come. */
  static SignableRequest ofHead(ServiceRequestContext context, RequestHeaders headers) {
    return new SignableRequest(
        headers.method().name(),
        Call.rawPath(context),
        Call.rawQuery(context),
        values(headers),
        "");
  }

  /** The headers as they were sent, by lower-case name. */
  static Map<String, List<String>> values(RequestHeaders headers) {
    Map<String, List<String>> values = new HashMap<>();
    for (AsciiString name : headers.names()) {
      if (name.isEmpty() || name.charAt(0) != ':') {
        values.put(name.toString(), headers.getAll(name));
      }
    }
    String authority = headers.get(HttpHeaderNames.AUTHORITY);
    if (authority != null) {
      values.put("host", List.of(authority));
    }
    return values;
  }
}
