// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.RawHttp;
import dev.signet.testkit.SignetExtension;
import java.util.Map;

/**
 * A browser that has entered the console.
 *
 * @param page where its first page is
 * @param cookie what it keeps
 */
record ConsoleVisit(SignetExtension signet, String page, String cookie) {
  static final String CONSOLE = "/signet/console";

  /** A fresh link, as a path. */
  static String link(SignetExtension signet) {
    var answer =
        signet.client("us-east-1").rest("signet", "POST", "/signet/v1/console-links", Map.of());
    assertThat(answer.status()).isEqualTo(200);
    String url = answer.text("url");
    return url.substring(url.indexOf(CONSOLE));
  }

  /** Enters by a fresh link. */
  static ConsoleVisit enter(SignetExtension signet) {
    return of(signet, RawHttp.get(signet.running().apiUrl(), link(signet), Map.of()));
  }

  /** What a link's answer opened. */
  static ConsoleVisit of(SignetExtension signet, RawHttp.Answer entered) {
    assertThat(entered.status()).isEqualTo(303);
    return new ConsoleVisit(
        signet, entered.header("location"), entered.header("set-cookie").split(";", 2)[0]);
  }

  /** The first page. */
  RawHttp.Answer get() {
    return get(page);
  }

  /** Any path of the server, with the cookie. */
  RawHttp.Answer get(String path) {
    return RawHttp.get(signet.running().apiUrl(), path, headers());
  }

  Map<String, String> headers() {
    return Map.of("Cookie", cookie);
  }
}
