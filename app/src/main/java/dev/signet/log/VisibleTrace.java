// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.log;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import dev.signet.kernel.VisibleText;

/** The stack trace, in whose lines nothing is hidden. Named in {@code logback.xml}. */
public final class VisibleTrace extends ThrowableProxyConverter {
  @Override
  protected String throwableProxyToString(IThrowableProxy thrown) {
    return VisibleText.lines(super.throwableProxyToString(thrown));
  }
}
