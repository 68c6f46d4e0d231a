// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.status;

import dev.signet.proxy.stream.Action;
import dev.signet.proxy.stream.ConnectedProxy;
import dev.signet.proxy.stream.DeliveredSecret;
import dev.signet.proxy.stream.RefusedName;
import dev.signet.proxy.stream.Rejection;
import dev.signet.proxy.stream.ResourceType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * One proxy as it was last seen.
 *
 * @param connection the number of its stream since the server started
 * @param disconnectedAt when its stream ended; empty while it is connected
 * @param types what it was told, by type
 * @param refusals what it asked for and did not get, oldest first, the last 100
 * @param secrets the secrets that it holds: put on its stream and still told, or declared
 * @param inSync whether it holds all that it should; never once it disconnected
 */
public record ProxyStatus(
    long connection,
    ConnectedProxy proxy,
    Instant connectedSince,
    Optional<Instant> disconnectedAt,
    Map<ResourceType, TypeStatus> types,
    List<RefusedName> refusals,
    NavigableMap<String, DeliveredSecret> secrets,
    boolean inSync) {
  private static final int MAX_REFUSALS = 100;

  public ProxyStatus {
    types = Collections.unmodifiableMap(types);
    refusals = List.copyOf(refusals);
    secrets = Collections.unmodifiableNavigableMap(secrets);
  }

  /** A proxy that has just connected and was told nothing yet. */
  static ProxyStatus opened(long connection, ConnectedProxy proxy, Instant now) {
    Map<ResourceType, TypeStatus> types = new EnumMap<>(ResourceType.class);
    for (ResourceType type : ResourceType.values()) {
      types.put(type, TypeStatus.EMPTY);
    }
    return new ProxyStatus(
        connection, proxy, now, Optional.empty(), types, List.of(), new TreeMap<>(), false);
  }

  /** The status after an action of its stream. */
  public ProxyStatus after(Action action) {
    return switch (action) {
      case Action.Send send -> with(send.type(), type -> type.after(send)).told(send).served(send);
      case Action.RecordAck ack -> with(ack.type(), type -> type.after(ack)).withoutSecrets(ack);
      case Action.RecordHeld held -> holding(held.secrets());
      case Action.RecordNack nack -> {
        ProxyStatus status = this;
        for (Rejection rejection : nack.rejections()) {
          status = status.with(rejection.type(), type -> type.after(rejection));
        }
        yield status;
      }
      case Action.RecordRefusal refusal -> refused(refusal.refused());
      case Action.Close _ -> this;
    };
  }

  /** The status with its stream's verdict. */
  public ProxyStatus synced(boolean nowInSync) {
    return nowInSync == inSync
        ? this
        : new ProxyStatus(
            connection, proxy, connectedSince, disconnectedAt, types, refusals, secrets, nowInSync);
  }

  /** The status of one type. */
  public TypeStatus type(ResourceType type) {
    return types.getOrDefault(type, TypeStatus.EMPTY);
  }

  /** Everything that it refused and did not take over since. */
  public List<Rejection> rejections() {
    return types.values().stream().flatMap(type -> type.rejections().values().stream()).toList();
  }

  ProxyStatus ended(Instant now) {
    return new ProxyStatus(
        connection, proxy, connectedSince, Optional.of(now), types, refusals, secrets, false);
  }

  private ProxyStatus with(ResourceType type, UnaryOperator<TypeStatus> change) {
    Map<ResourceType, TypeStatus> changed = new EnumMap<>(types);
    changed.put(type, change.apply(type(type)));
    return with(changed, refusals, secrets);
  }

  private ProxyStatus told(Action.Send send) {
    NavigableMap<String, DeliveredSecret> delivered = new TreeMap<>(secrets);
    send.secret().ifPresent(secret -> delivered.put(secret.name(), secret));
    if (send.type() == ResourceType.SECRET) {
      delivered.keySet().removeAll(send.removed());
    }
    return with(types, refusals, delivered);
  }

  private ProxyStatus holding(List<DeliveredSecret> held) {
    NavigableMap<String, DeliveredSecret> delivered = new TreeMap<>(secrets);
    held.forEach(secret -> delivered.put(secret.name(), secret));
    return with(types, refusals, delivered);
  }

  private ProxyStatus withoutSecrets(Action.RecordAck ack) {
    if (ack.type() != ResourceType.SECRET || ack.removed().isEmpty()) {
      return this;
    }
    NavigableMap<String, DeliveredSecret> delivered = new TreeMap<>(secrets);
    delivered.keySet().removeAll(ack.removed());
    return with(types, refusals, delivered);
  }

  /** What was refused earlier and is sent now is a refusal no more. */
  private ProxyStatus served(Action.Send send) {
    List<RefusedName> left =
        refusals.stream()
            .filter(refused ->
                !refused.typeUrl().equals(send.type().url())
                    || !send.versions().containsKey(refused.name()))
            .toList();
    return with(types, left, secrets);
  }

  private ProxyStatus refused(RefusedName refused) {
    List<RefusedName> all = new ArrayList<>(refusals);
    all.add(refused);
    int from = Math.max(0, all.size() - MAX_REFUSALS);
    return with(types, all.subList(from, all.size()), secrets);
  }

  private ProxyStatus with(
      Map<ResourceType, TypeStatus> newTypes,
      List<RefusedName> newRefusals,
      NavigableMap<String, DeliveredSecret> newSecrets) {
    return new ProxyStatus(
        connection,
        proxy,
        connectedSince,
        disconnectedAt,
        newTypes,
        newRefusals,
        newSecrets,
        inSync);
  }
}
