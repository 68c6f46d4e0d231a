// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import dev.signet.proxy.stream.RefusedName.Reason;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What the proxy asked for and did not get, each told once. Owned by the stream. */
final class Refusals {
  private static final int MAX_TYPES = 16;

  private final Map<ResourceType, Set<String>> names = new EnumMap<>(ResourceType.class);
  private final Set<String> types = new HashSet<>();

  Refusals() {
    for (ResourceType type : ResourceType.values()) {
      names.put(type, new HashSet<>());
    }
  }

  void refuse(ResourceType type, String name, Reason reason, Instant now, List<Action> actions) {
    if (of(type).add(name)) {
      actions.add(new Action.RecordRefusal(new RefusedName(type.url(), name, reason, now)));
    }
  }

  void refuseType(String url, Instant now, List<Action> actions) {
    RefusedName refused = new RefusedName(url, "", Reason.TYPE_NOT_SERVED, now);
    if (types.size() < MAX_TYPES && types.add(refused.typeUrl())) {
      actions.add(new Action.RecordRefusal(refused));
    }
  }

  /** These were sent, or are no longer asked for. */
  void forget(ResourceType type, Collection<String> which) {
    which.forEach(of(type)::remove);
  }

  private Set<String> of(ResourceType type) {
    return Objects.requireNonNull(names.get(type));
  }
}
