// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.wire.generated.signet.MeshFinding;
import dev.signet.wire.generated.signet.Proxy;
import dev.signet.wire.generated.signet.ProxyRefusal;
import dev.signet.wire.generated.signet.ProxyRejection;
import dev.signet.wire.generated.signet.ProxySecret;
import dev.signet.wire.generated.signet.ProxyStreamRefusal;
import dev.signet.wire.generated.signet.ProxyType;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people read of a mesh. */
final class StatusTextTest {
  private static final Instant AT = Instant.parse("2026-01-01T10:00:00.123Z");
  private static final String ARN =
      "arn:aws:appmesh:us-east-1:000000000000:mesh/shop/virtualNode/orders";

  private static Proxy proxy(boolean connected, boolean inSync) {
    return Proxy.of(
            ARN,
            ARN,
            connected,
            inSync,
            List.of(ProxyType.of("cluster", 2, 1, 1), ProxyType.of("listener", 1, 1, 0)),
            List.of(
                ProxyRejection.of("listener", "cannot bind\nAddress in use", AT)
                    .withResource("in")),
            List.of(new ProxyRefusal("secret", "other", "BELONGS_TO_ANOTHER", AT)),
            List.of(ProxySecret.of("arn:cert", "v1").withSerial("0a").withNotAfter(AT)))
        .withAddress("10.0.0.1")
        .withConnectedSince(AT)
        .withDisconnectedAt(connected ? null : AT)
        .withEnvoyVersion("1.40.0")
        .withIdentityNotAfter(AT);
  }

  @Test
  void aProxyIsToldWithWhatItAcknowledgedAndRefused() {
    assertThat(StatusText.of("shop", List.of(proxy(true, false)), List.of(), List.of()))
        .isEqualTo(
            """
            mesh shop
              virtualNode/orders at 10.0.0.1: NOT IN SYNC, connected since 2026-01-01T10:00:00Z
                Envoy 1.40.0, identity until 2026-01-01T10:00:00Z
                acknowledged: cluster 1/2, listener 1/1
                secret arn:cert serial 0a until 2026-01-01T10:00:00Z
                REFUSED listener in at 2026-01-01T10:00:00Z: cannot bind Address in use
                ASKED IN VAIN for secret other at 2026-01-01T10:00:00Z: BELONGS_TO_ANOTHER
            """);
  }

  @Test
  void aProxyThatLeftIsGone() {
    assertThat(StatusText.of("shop", List.of(proxy(false, false)), List.of(), List.of()))
        .contains("virtualNode/orders at 10.0.0.1: GONE since 2026-01-01T10:00:00Z");
  }

  @Test
  void findingsAndRefusedStreamsAreTold() {
    String text =
        StatusText.of(
            "shop",
            List.of(),
            List.of(ProxyStreamRefusal.of(AT, 3, "10.0.0.9", "FORBIDDEN", "no").withNodeId("x")),
            List.of(new MeshFinding(ARN, "secret-missing", "listener 80", AT)));
    assertThat(text)
        .contains("mesh shop: no proxy")
        .contains("FINDING virtualNode/orders secret-missing: listener 80")
        .contains("STREAM REFUSED 3 times, last 2026-01-01T10:00:00Z, from 10.0.0.9 as x: no");
  }
}
