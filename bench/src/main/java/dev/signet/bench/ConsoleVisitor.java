// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Somebody who looks at the page of a server. */
final class ConsoleVisitor {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI page;
  private final String cookie;

  private ConsoleVisitor(Server server) {
    URI link = URI.create(server.command("", "console", "--data", server.data().toString()));
    HttpResponse<String> entered = send(HttpRequest.newBuilder(link).build());
    this.page = link.resolve(entered.headers().firstValue("location").orElse(""));
    this.cookie = entered.headers().firstValue("set-cookie").orElse("").split(";", 2)[0];
  }

  /** Enters by a fresh link. */
  static ConsoleVisitor enter(Server server) {
    return new ConsoleVisitor(server);
  }

  /** Looks at a page below the first one, over and over. */
  Timings look(String path, int rounds) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(page + path)).header("Cookie", cookie).build();
    Timings timings = new Timings();
    for (int i = 0; i < rounds; i++) {
      long began = System.nanoTime();
      HttpResponse<String> answer = send(request);
      timings.add(System.nanoTime() - began);
      if (answer.statusCode() != 200) {
        throw new BenchFailed(path + " was answered " + answer.statusCode());
      }
    }
    return timings;
  }

  private HttpResponse<String> send(HttpRequest request) {
    return Programs.uninterrupted(() -> http.send(request, BodyHandlers.ofString()));
  }
}
