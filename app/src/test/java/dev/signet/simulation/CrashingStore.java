// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.simulation;

import dev.signet.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * A store whose process is killed after some steps: a step lies before and after each read and each
 * write. From then on nothing works, as nothing would.
 */
final class CrashingStore implements Store {
  private final Store store;
  private final Thread owner = Thread.currentThread();
  private int left = Integer.MAX_VALUE;

  /** The process is gone: no handler of refusals and faults sees that. */
  static final class Crash extends Error {
    Crash() {
      super("killed", null, false, false);
    }
  }

  CrashingStore(Store store) {
    this.store = store;
  }

  /** From now on so many steps of the test's own thread go well. */
  void allow(int steps) {
    left = steps;
  }

  private void step() {
    if (Thread.currentThread().equals(owner) && left-- <= 0) {
      left = 0;
      throw new Crash();
    }
  }

  @Override
  public <T extends @Nullable Object> T read(Work<T> work) {
    step();
    T result = store.read(work);
    step();
    return result;
  }

  @Override
  public <T extends @Nullable Object> T write(Work<T> work) {
    step();
    T result = store.write(work);
    step();
    return result;
  }

  @Override
  public void close() {
    store.close();
  }
}
