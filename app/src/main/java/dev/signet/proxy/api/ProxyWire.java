// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.api;

import dev.signet.proxy.status.ProxyStatus;
import dev.signet.proxy.status.RefusedStream;
import dev.signet.proxy.status.TypeStatus;
import dev.signet.proxy.stream.DeliveredSecret;
import dev.signet.proxy.stream.RefusedName;
import dev.signet.proxy.stream.Rejection;
import dev.signet.proxy.stream.ResourceType;
import dev.signet.wire.generated.signet.Proxy;
import dev.signet.wire.generated.signet.ProxyRefusal;
import dev.signet.wire.generated.signet.ProxyRejection;
import dev.signet.wire.generated.signet.ProxySecret;
import dev.signet.wire.generated.signet.ProxyStreamRefusal;
import dev.signet.wire.generated.signet.ProxyType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** Proxies in the shapes of the signet API. */
final class ProxyWire {
  private ProxyWire() {}

  static Proxy proxy(ProxyStatus status) {
    return Proxy.of(
            status.proxy().node().id(),
            status.proxy().identity().resourceArn(),
            status.disconnectedAt().isEmpty(),
            status.inSync(),
            Arrays.stream(ResourceType.values()).map(type -> type(status, type)).toList(),
            status.rejections().stream().map(ProxyWire::rejection).toList(),
            status.refusals().stream().map(ProxyWire::refusal).toList(),
            status.secrets().values().stream().map(ProxyWire::secret).toList())
        .withAddress(status.proxy().address())
        .withBindAddress(status.proxy().node().placement().bindAddress().orElse(null))
        .withConnectedSince(status.connectedSince())
        .withDisconnectedAt(status.disconnectedAt().orElse(null))
        .withEnvoyVersion(status.proxy().node().envoyVersion().orElse(null))
        .withIdentitySerial(status.proxy().identity().serial())
        .withIdentityNotAfter(status.proxy().identity().notAfter());
  }

  private static ProxyType type(ProxyStatus status, ResourceType type) {
    TypeStatus told = status.type(type);
    int due = told.due().size();
    return ProxyType.of(name(type), due, told.taken(), due - told.taken());
  }

  private static ProxyRejection rejection(Rejection rejection) {
    return ProxyRejection.of(name(rejection.type()), rejection.message(), rejection.at())
        .withResource(rejection.resource())
        .withVersion(rejection.version());
  }

  private static ProxyRefusal refusal(RefusedName refused) {
    return new ProxyRefusal(
        ResourceType.ofUrl(refused.typeUrl()).map(ProxyWire::name).orElse(refused.typeUrl()),
        refused.name(),
        refused.reason().name(),
        refused.at());
  }

  private static ProxySecret secret(DeliveredSecret secret) {
    return ProxySecret.of(secret.name(), secret.version())
        .withSubjects(secret.subjects())
        .withSerial(secret.serial().orElse(null))
        .withNotAfter(secret.notAfter().orElse(null));
  }

  static ProxyStreamRefusal refusedStream(RefusedStream refused, Instant now) {
    return ProxyStreamRefusal.of(
            refused.at(),
            refused.times(),
            refused.isRecent(now),
            refused.address(),
            refused.reason().name(),
            refused.message())
        .withResourceArn(refused.resourceArn().orElse(null))
        .withNodeId(refused.nodeId());
  }

  private static String name(ResourceType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }
}
