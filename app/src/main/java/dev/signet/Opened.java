// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened so far, to be closed in the reverse order, also when a later step fails. */
final class Opened implements AutoCloseable {
  private final Deque<AutoCloseable> all = new ArrayDeque<>();

  /** Remembers what was just opened. */
  <T extends AutoCloseable> T add(T opened) {
    all.push(opened);
    return opened;
  }

  /** Closes everything because of a failure, which is what is told. */
  void closeAfter(Throwable failure) {
    try {
      close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Closes everything, whatever becomes of one of them; the first failure is told at the end. */
  @Override
  public void close() {
    RuntimeException first = null;
    while (!all.isEmpty()) {
      try {
        all.pop().close();
      } catch (RuntimeException e) {
        first = first == null ? e : first;
      } catch (Exception e) {
        first = first == null ? new IllegalStateException("cannot be closed", e) : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
