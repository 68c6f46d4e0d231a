// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** One transaction: what the {@code …Tables} classes take as their first argument. */
public final class Tx {
  private final Handle handle;
  private final List<Runnable> afterCommit = new ArrayList<>(1);

  Tx(Handle handle) {
    this.handle = handle;
  }

  /** The JDBI handle, for {@code …Tables} classes only. */
  public Handle handle() {
    return handle;
  }

  /** Runs once the transaction is durable, on the writer's thread: it may only signal. */
  public void afterCommit(Runnable signal) {
    afterCommit.add(signal);
  }

  List<Runnable> signals() {
    return afterCommit;
  }
}
