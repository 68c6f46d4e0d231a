// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.signet.ground.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init")
final class EndpointHandlerTest {
  private static final RotationEvent EVENT =
      new RotationEvent(RotationStep.TEST_SECRET, "arn:of:a:secret", "v2", 2);

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private EndpointHandler handler;
  private volatile int status = 200;
  private volatile String answer = "";

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            asked.add(
                exchange.getRequestMethod()
                    + " "
                    + exchange.getRequestURI()
                    + " "
                    + exchange.getRequestHeaders().getFirst("X-Signet-Rotation-Attempt")
                    + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    handler =
        new EndpointHandler(
            new Endpoint(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/rotate")));
  }

  @AfterEach
  void close() {
    handler.close();
    server.stop(0);
  }

  @Test
  void theEventIsPostedAndAnAnswerOf200SaysThatItIsDone() {
    assertThat(handler.perform(EVENT)).isEmpty();
    assertThat(asked)
        .containsExactly(
            "POST /rotate 2 {\"Step\":\"testSecret\",\"SecretId\":\"arn:of:a:secret\","
                + "\"ClientRequestToken\":\"v2\"}");
  }

  @Test
  void whatElseItAnswersMayBeJsonOrNot() {
    for (String body : List.of("{}", "null", "[1]", "done", "{\"errorMessage\":null}")) {
      answer = body;
      assertThat(handler.perform(EVENT)).as(body).isEmpty();
    }
  }

  @Test
  void anErrorMessageIsAFailureThatRepeatsNothingOfIt() {
    answer = "{\"errorMessage\":\"planted\",\"errorType\":\"Exception\"}";
    assertThat(handler.perform(EVENT)).contains("127.0.0.1 answered with an errorMessage");
  }

  @Test
  void otherStatusesAreFailuresAndRedirectsAreNotFollowed() {
    for (int other : List.of(302, 307, 403, 500)) {
      status = other;
      assertThat(handler.perform(EVENT)).contains("127.0.0.1 answered " + other);
    }
    assertThat(asked).allMatch(each -> each.startsWith("POST /rotate "));
  }

  @Test
  void oneThatIsNotThereIsAFailure() {
    server.stop(0);
    Optional<String> why = handler.perform(EVENT);
    assertThat(why).hasValueSatisfying(text -> assertThat(text).contains("did not answer"));
  }
}
