// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.api.Test;

/** Failed handshakes are told, and do not flood the log. */
final class HandshakeWarningsTest {
  private final HandshakeWarnings filter = new HandshakeWarnings();

  private FilterReply at(long millis, String message) {
    LoggingEvent event = new LoggingEvent();
    event.setTimeStamp(millis);
    event.setMessage(message);
    return filter.decide(event);
  }

  @Test
  void oneOfManyPassesInTenSeconds() {
    assertThat(at(1, "{} TLS handshake failed:")).isEqualTo(FilterReply.NEUTRAL);
    assertThat(at(2, "{} TLS handshake failed:")).isEqualTo(FilterReply.DENY);
    assertThat(at(10_000, "{} TLS handshake failed:")).isEqualTo(FilterReply.DENY);
    assertThat(at(10_001, "{} TLS handshake failed:")).isEqualTo(FilterReply.NEUTRAL);
  }

  @Test
  void otherWarningsPassAlways() {
    assertThat(at(1, "refused a stream")).isEqualTo(FilterReply.NEUTRAL);
    assertThat(at(1, "refused a stream")).isEqualTo(FilterReply.NEUTRAL);
  }
}
