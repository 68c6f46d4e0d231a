// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.log;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.signet.kernel.VisibleText;

/** The message as one line in which nothing is hidden. Named in {@code logback.xml}. */
public final class Visible extends MessageConverter {
  @Override
  public String convert(ILoggingEvent event) {
    return VisibleText.line(super.convert(event));
  }
}
