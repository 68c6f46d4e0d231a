// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import org.jspecify.annotations.Nullable;

/**
 * Where state lives. Work given to {@link #write} runs alone, sees its own changes and everything
 * committed before, and is durable (it survives loss of power) when the call returns. If the work
 * throws, nothing of it remains and the exception reaches the caller.
 */
public interface Store extends AutoCloseable {
  /** Something done inside a transaction. */
  @FunctionalInterface
  interface Work<T extends @Nullable Object> {
    T in(Tx tx);
  }

  /**
   * Runs the work on a consistent snapshot; it must not write.
   *
   * @throws dev.signet.kernel.Refusal of kind UNAVAILABLE when the database cannot be read now
   */
  <T extends @Nullable Object> T read(Work<T> work);

  /**
   * Runs the work as a transaction and returns once it is durable.
   *
   * @throws dev.signet.kernel.Refusal of kind THROTTLED when too many writes are waiting, of kind
   *     UNAVAILABLE when nothing can be written now: a full disk, a lock that another program holds
   */
  <T extends @Nullable Object> T write(Work<T> work);

  @Override
  void close();
}
