// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

/** One connected proxy's view of the mesh. */
public interface Subscription extends SecretSource, AutoCloseable {
  /**
   * What the proxy should hold now. May block.
   *
   * @throws dev.signet.kernel.Refusal NOT_FOUND when its resource has been deleted: the proxy is
   *     then told to hold nothing, and its stream ends
   */
  Snapshot current();

  /** The stream has ended. Called once, whatever the reason. */
  @Override
  void close();
}
