// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** An event with another message and without a stack trace. */
final class ShortEvent {
  private ShortEvent() {}

  /** The same event, but for these two. */
  static ILoggingEvent of(ILoggingEvent event, String message) {
    return (ILoggingEvent)
        Proxy.newProxyInstance(
            ShortEvent.class.getClassLoader(),
            new Class<?>[] {ILoggingEvent.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "getMessage", "getFormattedMessage", "toString" -> message;
                  case "getArgumentArray", "getThrowableProxy" -> null;
                  default -> ask(event, method, arguments);
                });
  }

  private static @Nullable Object ask(
      ILoggingEvent event, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(event, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
