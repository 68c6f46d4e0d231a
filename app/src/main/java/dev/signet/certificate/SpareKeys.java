// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.key.KeyVault;
import dev.signet.key.NewKey;
import dev.signet.pki.key.KeySpec;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A few RSA-2048 keys, sealed and ready, because making one is the slow part of a request. */
final class SpareKeys implements AutoCloseable {
  private static final int READY = 3;

  private final KeyVault vault;
  private final BlockingQueue<NewKey> ready = new ArrayBlockingQueue<>(READY);
  private final Thread filler;

  /** Starts to make keys. */
  SpareKeys(KeyVault vault) {
    this.vault = vault;
    this.filler = Thread.ofVirtual().name("spare-keys").start(this::fill);
  }

  /** A key that nobody else gets: a spare one where there is one, else a fresh one. */
  NewKey take(KeySpec spec) {
    NewKey spare = spec == KeySpec.RSA_2048 ? ready.poll() : null;
    return spare == null ? vault.generate(spec) : spare;
  }

  private void fill() {
    try {
      while (true) {
        ready.put(vault.generate(KeySpec.RSA_2048));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  @Override
  public void close() {
    filler.interrupt();
  }
}
