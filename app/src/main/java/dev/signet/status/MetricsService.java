// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.status;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.signet.kernel.Refusal;
import dev.signet.meter.Exposition;
import dev.signet.meter.Meters;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the figures of this server to programs on this machine, because they name authorities and
 * say how much is done here; to everybody only where that was asked for. One text is made at a
 * time.
 */
final class MetricsService implements HttpService {
  private static final Logger log = LoggerFactory.getLogger(MetricsService.class);
  private static final MediaType TEXT = MediaType.parse(Exposition.CONTENT_TYPE);
  private static final long PATIENCE_SECONDS = 5;

  /** What a request names that was sent to this machine and by it: no name of somebody's DNS. */
  private static final Pattern OWN_NAMES =
      Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]+)?");

  /** What a web server adds when it passes on what a stranger asked. */
  private static final List<String> PASSED_ON =
      List.of("forwarded", "x-forwarded-for", "x-real-ip", "via");

  private final Meters meters;
  private final boolean everybody;
  private final Semaphore turn = new Semaphore(1, true);
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  MetricsService(Meters meters, boolean everybody) {
    this.meters = meters;
    this.everybody = everybody;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    if (!everybody && !isFromHere(context, request.headers())) {
      return PublicationService.told(
          ResponseHeaders.builder(HttpStatus.FORBIDDEN),
          "metrics are told on the server's own machine, at a loopback address");
    }
    return HttpResponse.of(CompletableFuture.supplyAsync(this::told, threads));
  }

  private static boolean isFromHere(ServiceRequestContext context, RequestHeaders headers) {
    return context.remoteAddress().getAddress().isLoopbackAddress()
        && OWN_NAMES.matcher(String.valueOf(headers.authority())).matches()
        && PASSED_ON.stream().noneMatch(headers::contains);
  }

  private HttpResponse told() {
    try {
      if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return later("others are being told the metrics, try again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return later("the server ends");
    }
    try {
      return HttpResponse.of(
          ResponseHeaders.builder(HttpStatus.OK)
              .contentType(TEXT)
              .add(HttpHeaderNames.CACHE_CONTROL, "no-store")
              .add(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
              .build(),
          HttpData.ofUtf8(meters.text()));
    } catch (Refusal refusal) {
      return later(refusal.message());
    } catch (RuntimeException e) {
      log.error("the metrics could not be told", e);
      return PublicationService.told(
          ResponseHeaders.builder(HttpStatus.INTERNAL_SERVER_ERROR),
          "the metrics could not be told");
    } finally {
      turn.release();
    }
  }

  private static HttpResponse later(String why) {
    return PublicationService.told(ResponseHeaders.builder(HttpStatus.SERVICE_UNAVAILABLE), why);
  }
}
