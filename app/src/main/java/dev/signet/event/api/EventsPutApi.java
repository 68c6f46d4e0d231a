// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.event.EventReason;
import dev.signet.event.Publications;
import dev.signet.event.pattern.EventPattern;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.generated.events.Events;
import dev.signet.wire.generated.events.PutEventsRequest;
import dev.signet.wire.generated.events.PutEventsRequestEntry;
import dev.signet.wire.generated.events.PutEventsResponse;
import dev.signet.wire.generated.events.PutEventsResultEntry;
import dev.signet.wire.generated.events.TestEventPatternRequest;
import dev.signet.wire.generated.events.TestEventPatternResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** PutEvents, and TestEventPattern, which asks what would come of one. */
final class EventsPutApi {
  /** Most octets of the entries of a call, as EventBridge counts them. */
  private static final int MOST = 256 * 1024;

  private static final int OF_TIME = 14;
  private static final EventsErrors ERRORS = new EventsErrors();

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final Ground ground;
  private final Publications publications;

  private EventsPutApi(Ground ground, Publications publications) {
    this.ground = ground;
    this.publications = publications;
  }

  static Bindings<Caller> bindings(Ground ground, Publications publications) {
    EventsPutApi api = new EventsPutApi(ground, publications);
    return Bindings.<Caller>none()
        .on(Events.PUT_EVENTS, api::put)
        .on(Events.TEST_EVENT_PATTERN, (_, request) -> test(request));
  }

  /** An entry is refused by itself, the others count. */
  private PutEventsResponse put(Caller caller, PutEventsRequest request) {
    requireSize(request.entries());
    List<PutEventsResultEntry> results = new ArrayList<>(); // without anything where it counts
    List<Publications.Given> counting = new ArrayList<>();
    for (PutEventsRequestEntry entry : request.entries()) {
      try {
        counting.add(given(caller, entry));
        results.add(PutEventsResultEntry.of());
      } catch (Refusal refusal) {
        results.add(
            PutEventsResultEntry.of()
                .withErrorCode(ERRORS.of(refusal.reason()))
                .withErrorMessage(refusal.message()));
      }
    }
    Iterator<String> ids = publications.put(caller, counting).iterator();
    results.replaceAll(each -> each.errorCode() == null ? each.withEventId(ids.next()) : each);
    return PutEventsResponse.of()
        .withFailedEntryCount(results.size() - counting.size())
        .withEntries(results);
  }

  private static void requireSize(List<PutEventsRequestEntry> entries) {
    int octets = entries.stream().mapToInt(EventsPutApi::octets).sum();
    if (octets > MOST) {
      throw Refusal.invalid(
          "Total size of the entries in the request is over the limit: "
              + octets
              + " octets, expected at most "
              + MOST);
    }
  }

  private static int octets(PutEventsRequestEntry entry) {
    int resources =
        Optional.ofNullable(entry.resources()).orElse(List.of()).stream()
            .mapToInt(EventsPutApi::octets)
            .sum();
    return (entry.time() == null ? 0 : OF_TIME)
        + octets(entry.source())
        + octets(entry.detailType())
        + octets(entry.detail())
        + resources;
  }

  private static int octets(@Nullable String text) {
    return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
  }

  private Publications.Given given(Caller caller, PutEventsRequestEntry entry) {
    EventBusApi.requireDefault(caller, entry.eventBusName());
    String source = need("Source", entry.source());
    if (source.startsWith("aws.")) {
      throw new Refusal(EventReason.RESERVED_SOURCE, "Not authorized for the source " + source);
    }
    return new Publications.Given(
        entry.time() == null ? ground.now() : entry.time(),
        source,
        need("DetailType", entry.detailType()),
        Optional.ofNullable(entry.resources()).orElse(List.of()),
        object(need("Detail", entry.detail()))
            .orElseThrow(() ->
                new Refusal(
                    EventReason.MALFORMED_DETAIL, "Detail is malformed: expected a JSON object.")));
  }

  private static String need(String member, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      throw new Refusal(
          EventReason.MISSING_ARGUMENT,
          "Parameter %s is not valid. Reason: %s is a required argument."
              .formatted(member, member));
    }
    return text;
  }

  private static Optional<ObjectNode> object(String text) {
    try {
      JsonNode read = JSON.readTree(text);
      return read instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static TestEventPatternResponse test(TestEventPatternRequest request) {
    EventPattern pattern = EventPattern.parse(request.eventPattern());
    ObjectNode event =
        object(request.event())
            .orElseThrow(
                () -> Refusal.invalid("Parameter Event is not valid: expected a JSON object"));
    for (String member : List.of("id", "account", "source", "time", "region", "detail-type")) {
      if (!event.path(member).isTextual()) {
        throw Refusal.invalid(
            "Parameter Event is not valid. Reason: " + member + " is a required argument.");
      }
    }
    return TestEventPatternResponse.of().withResult(pattern.fits(event));
  }
}
