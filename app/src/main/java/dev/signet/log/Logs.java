// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.util.Iterator;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** Sets level and form of the log of this process. */
public final class Logs {
  private Logs() {}

  /** In which form lines are written. */
  public enum Form {
    TEXT,
    JSON
  }

  /** From which level on the program itself says something. */
  public enum Threshold {
    ERROR,
    WARN,
    INFO,
    DEBUG
  }

  /** Sets both. */
  public static void set(Threshold level, Form form) {
    ILoggerFactory loggers = LoggerFactory.getILoggerFactory();
    if (!(loggers instanceof LoggerContext context)) {
      return; // another library was put in its place, which has its own configuration
    }
    if (level != Threshold.INFO) {
      context.getLogger("dev.signet").setLevel(Level.toLevel(level.name()));
    }
    if (form == Form.JSON) {
      Iterator<Appender<ILoggingEvent>> all =
          context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
      while (all.hasNext()) {
        if (all.next() instanceof LogLines lines) {
          JsonLines encoder = new JsonLines();
          encoder.setContext(context);
          encoder.start();
          lines.setEncoder(encoder);
        }
      }
    }
  }
}
