// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.notice;

import dev.signet.ground.OutgoingHttp;
import dev.signet.kernel.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

/**
 * Sends one event to its webhook. Redirects are not followed, and nothing that is answered is read
 * but the status.
 */
final class WebhookPost implements AutoCloseable {
  private static final Duration TO_ANSWER = Duration.ofSeconds(10);

  /** By which a receiver refuses the event, not the sender or the moment. */
  private static final Set<Integer> OF_THE_EVENT = Set.of(400, 409, 413, 422);

  private final WebhookTarget target;
  private final HttpClient client;

  /**
   * Sends to this one.
   *
   * @throws Refusal when there shall be roots of its own and are none
   */
  WebhookPost(WebhookTarget target) {
    this.target = target;
    HttpClient.Builder builder = OutgoingHttp.client();
    target.tls().ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  /** What came of it. */
  sealed interface Outcome {
    /** The receiver has it. */
    record Taken() implements Outcome {}

    /** The receiver wants this one not. */
    record Refused(String why) implements Outcome {}

    /** It may be taken later. */
    record Failed(String why) implements Outcome {}
  }

  /** Sends it once, and waits for the answer. */
  Outcome send(CloudEvent event) throws InterruptedException {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(target.url())
              .timeout(TO_ANSWER)
              .header("Content-Type", CloudEvent.CONTENT_TYPE)
              .POST(BodyPublishers.ofByteArray(event.body()));
      target.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
      HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
      answer.body().close();
      return outcome(answer.statusCode());
    } catch (Refusal refusal) {
      return new Outcome.Failed(refusal.message());
    } catch (IOException e) {
      return new Outcome.Failed("no answer: " + e.getClass().getSimpleName());
    }
  }

  private static Outcome outcome(int status) {
    if (status >= 200 && status < 300) {
      return new Outcome.Taken();
    }
    String why = "it answered " + status;
    return OF_THE_EVENT.contains(status) ? new Outcome.Refused(why) : new Outcome.Failed(why);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
