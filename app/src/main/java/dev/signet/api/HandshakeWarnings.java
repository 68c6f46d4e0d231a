// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets one warning about a failed TLS handshake through in ten seconds: whoever reaches the port
 * could fill the disk with them otherwise. Named in {@code logback.xml}.
 */
public final class HandshakeWarnings extends Filter<ILoggingEvent> {
  private static final long PAUSE_MILLIS = 10_000;
  private static final String WORDS = "TLS handshake failed";

  private final AtomicLong next = new AtomicLong();

  @Override
  public FilterReply decide(ILoggingEvent event) {
    if (event.getMessage() == null || !event.getMessage().contains(WORDS)) {
      return FilterReply.NEUTRAL;
    }
    long now = event.getTimeStamp();
    long due = next.get();
    return now >= due && next.compareAndSet(due, now + PAUSE_MILLIS)
        ? FilterReply.NEUTRAL
        : FilterReply.DENY;
  }
}
