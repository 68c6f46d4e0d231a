// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What it costs to make an append of 4 KiB durable. */
final class DiskSync {
  private static final int ROUNDS = 500;

  private DiskSync() {}

  static Timings measure(Path folder) {
    Timings timings = new Timings();
    try (FileChannel file =
        FileChannel.open(
            folder.resolve("sync"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int i = 0; i < ROUNDS; i++) {
        long began = System.nanoTime();
        file.write(ByteBuffer.allocate(4096));
        file.force(false);
        timings.add(System.nanoTime() - began);
      }
    } catch (IOException e) {
      throw new BenchFailed("cannot measure the disk: " + e.getMessage());
    }
    return timings;
  }
}
