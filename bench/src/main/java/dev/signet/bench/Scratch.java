// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.Stream;

/**
 * A temporary folder with the processes that work in it. Both end with it, also when the benchmark
 * fails or is interrupted.
 */
final class Scratch implements AutoCloseable {
  private final Path folder;
  private final Deque<Process> processes = new ArrayDeque<>();
  private final Thread atExit = Thread.ofPlatform().unstarted(this::end);

  private Scratch(Path folder) {
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  static Scratch open() {
    try {
      return new Scratch(Files.createTempDirectory("signet-bench-"));
    } catch (IOException e) {
      throw new BenchFailed("cannot make a temporary folder: " + e.getMessage());
    }
  }

  Path folder() {
    return folder;
  }

  /** Where programs put their own temporary files. */
  Path temporary() {
    try {
      return Files.createDirectories(folder.resolve("tmp"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The kind of file system that the folder is on. */
  String fileSystem() {
    try {
      return Files.getFileStore(folder).type();
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** Starts a process with its messages in the log. */
  synchronized Process start(ProcessBuilder builder, Path log) {
    try {
      Process process =
          builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
      processes.push(process);
      return process;
    } catch (IOException e) {
      throw new BenchFailed("cannot start " + builder.command().getFirst() + ": " + e.getMessage());
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    end();
  }

  private synchronized void end() {
    processes.forEach(Process::destroy);
    processes.forEach(process -> process.onExit().join());
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      // it ended before
    } catch (IOException e) {
      System.err.println("signet bench: " + folder + " is left behind: " + e);
    }
  }
}
