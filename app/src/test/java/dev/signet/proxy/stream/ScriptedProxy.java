// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import com.google.rpc.Status;
import dev.signet.testkit.Picture;
import dev.signet.testkit.SettableClock;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A proxy that does what a test tells it. Each step returns what came of it, one line per action:
 * {@code CLUSTER a b -c} is a response that tells a and b and takes c back.
 */
final class ScriptedProxy {
  final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  final DeltaStream stream;
  final List<Action> actions = new ArrayList<>();
  private final Map<ResourceType, Deque<Action.Send>> unanswered =
      new EnumMap<>(ResourceType.class);

  ScriptedProxy(Picture picture) {
    this.stream = new DeltaStream(picture.snapshot(), picture, _ -> true);
  }

  /** A proxy that has subscribed to the whole picture and answered all of it. */
  static ScriptedProxy holding(Picture picture) {
    ScriptedProxy proxy = new ScriptedProxy(picture);
    Snapshot all = picture.snapshot();
    proxy.subscribe(ResourceType.CLUSTER);
    proxy.ackAll();
    for (ResourceType type : List.of(ResourceType.ENDPOINTS, ResourceType.SECRET)) {
      proxy.subscribe(type, all.versions(type).keySet().toArray(String[]::new));
      proxy.ackAll();
    }
    proxy.subscribe(ResourceType.LISTENER);
    proxy.ackAll();
    proxy.subscribe(ResourceType.ROUTES, all.routes().versions().keySet().toArray(String[]::new));
    proxy.ackAll();
    return proxy;
  }

  List<String> subscribe(ResourceType type, String... names) {
    return tell(request(type).addAllResourceNamesSubscribe(List.of(names)).build());
  }

  List<String> unsubscribe(ResourceType type, String... names) {
    return tell(request(type).addAllResourceNamesUnsubscribe(List.of(names)).build());
  }

  /** Subscribes on a new stream, holding these versions from an older one. */
  List<String> resume(ResourceType type, Map<String, String> held, String... names) {
    return tell(
        request(type)
            .putAllInitialResourceVersions(held)
            .addAllResourceNamesSubscribe(List.of(names))
            .build());
  }

  List<String> ack(ResourceType type) {
    return tell(request(type).setResponseNonce(next(type)).build());
  }

  List<String> nack(ResourceType type, String message) {
    return nack(type, next(type), message);
  }

  List<String> nack(ResourceType type, String nonce, String message) {
    Status status = Status.newBuilder().setCode(13).setMessage(message).build();
    return tell(request(type).setResponseNonce(nonce).setErrorDetail(status).build());
  }

  /** Answers all that came, and all that comes of it. */
  List<String> ackAll() {
    List<String> came = new ArrayList<>();
    for (ResourceType type : ResourceType.values()) {
      while (!queue(type).isEmpty()) {
        came.addAll(ack(type));
      }
    }
    return unanswered.values().stream().allMatch(Deque::isEmpty) ? came : more(came);
  }

  private List<String> more(List<String> came) {
    came.addAll(ackAll());
    return came;
  }

  List<String> shown(Picture picture) {
    return take(stream.on(picture.snapshot(), clock.instant()));
  }

  List<String> after(Duration time) {
    clock.advance(time);
    return take(stream.tick(clock.instant()));
  }

  List<String> tell(DeltaDiscoveryRequest request) {
    return take(stream.on(request, clock.instant()));
  }

  List<String> take(List<Action> taken) {
    actions.addAll(taken);
    List<String> lines = new ArrayList<>();
    for (Action action : taken) {
      switch (action) {
        case Action.Send send -> {
          queue(send.type()).add(send);
          lines.add(line(send));
        }
        case Action.RecordNack nack ->
            nack.rejections().forEach(r -> lines.add("refused " + r.type() + " " + r.resource()));
        case Action.RecordRefusal refusal ->
            lines.add(refusal.refused().reason() + " " + refusal.refused().name());
        case Action.Close close -> lines.add("close " + close.reason() + ": " + close.message());
        case Action.RecordAck _, Action.RecordHeld _ -> {}
      }
    }
    return lines;
  }

  /** The oldest unanswered response of a type, taken out of the queue. */
  String next(ResourceType type) {
    return queue(type).remove().response().getNonce();
  }

  static DeltaDiscoveryRequest.Builder request(ResourceType type) {
    return DeltaDiscoveryRequest.newBuilder().setTypeUrl(type.url());
  }

  private static String line(Action.Send send) {
    List<String> words = new ArrayList<>(List.of(send.type().name()));
    words.addAll(send.versions().keySet());
    send.removed().forEach(name -> words.add("-" + name));
    return String.join(" ", words);
  }

  private Deque<Action.Send> queue(ResourceType type) {
    return unanswered.computeIfAbsent(type, _ -> new ArrayDeque<>());
  }

  /** Every name and version of a type that a snapshot has. */
  static Map<String, String> held(Picture picture, ResourceType type) {
    return Collections.unmodifiableMap(picture.snapshot().versions(type));
  }
}
