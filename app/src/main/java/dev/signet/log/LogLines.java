// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.ConsoleAppender;

/**
 * Writes the log to standard error, within {@link LogLimits}: the lines of changes all of them, of
 * any other logger so many. Stack traces of the network's libraries are told from level ERROR on,
 * below it their first line alone. Named in {@code logback.xml}.
 */
public final class LogLines extends ConsoleAppender<ILoggingEvent> {
  /** Of the lines that tell changes; their number is that of signed calls. */
  public static final String CHANGES = "dev.signet.changes";

  private final LogLimits limits = new LogLimits();

  @Override
  protected void append(ILoggingEvent event) {
    String logger = event.getLoggerName();
    if (logger.equals(CHANGES)) {
      super.append(event);
      return;
    }
    LogLimits.Verdict verdict = limits.judge(logger, event.getTimeStamp());
    if (verdict.written()) {
      super.append(shortened(event, verdict.left()));
    }
  }

  private static ILoggingEvent shortened(ILoggingEvent event, long left) {
    IThrowableProxy thrown = event.getThrowableProxy();
    boolean untraced =
        thrown != null
            && LogLimits.isOfLibraries(event.getLoggerName())
            && !event.getLevel().isGreaterOrEqual(Level.ERROR);
    if (!untraced && left == 0) {
      return event;
    }
    String message = event.getFormattedMessage();
    if (untraced) {
      message += " " + thrown.getClassName() + ": " + thrown.getMessage();
    }
    if (left > 0) {
      message += " (and " + left + " more lines like it, which are left out)";
    }
    return untraced || thrown == null ? ShortEvent.of(event, message) : event;
  }
}
