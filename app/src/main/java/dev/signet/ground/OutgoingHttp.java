// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ground;

import java.net.http.HttpClient;
import java.time.Duration;

/** How the server calls addresses that whoever runs it named: redirects lead nowhere else. */
public final class OutgoingHttp {
  private static final Duration TO_CONNECT = Duration.ofSeconds(5);

  private OutgoingHttp() {}

  /** For a client that its maker closes. */
  public static HttpClient.Builder client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(TO_CONNECT);
  }
}
