// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** CPU time so far, as the kernel counts it: of the machine, of a process and of its threads. */
final class Usage {
  private static final double TICKS_PER_SECOND = 100; // USER_HZ is that on every Linux x86_64

  private final double busy;
  private final double server;
  private final double driver;
  private final Map<String, Task> threads;

  private Usage(double busy, double server, double driver, Map<String, Task> threads) {
    this.busy = busy;
    this.server = server;
    this.driver = driver;
    this.threads = threads;
  }

  private record Task(Work work, double seconds) {}

  /** What threads of the server do, told by their names. */
  enum Work {
    HANDLERS("handlers (SigV4, JSON, PKI, crypto)", "ForkJoinPool-1-.*"),
    WRITER("writer (SQL, fsync)", "signet-writer.*"),
    EVENT_LOOPS("event loops (HTTP, sockets)", "armeria-.*"),
    GARBAGE("garbage collection, VM", "(VM|GC|G1) .*"),
    COMPILER("just-in-time compiler", "C[12] .*"),
    OTHER("other threads", ".*");

    private final String title;
    private final String names;

    Work(String title, String names) {
      this.title = title;
      this.names = names;
    }

    String title() {
      return title;
    }

    private static Work of(String thread) {
      return Stream.of(values())
          .filter(work -> thread.matches(work.names))
          .findFirst()
          .orElse(OTHER);
    }
  }

  static Usage now(Server server) {
    Path process = Path.of("/proc", Long.toString(server.pid()));
    Map<String, Task> threads = new HashMap<>();
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(process.resolve("task"))) {
      for (Path task : tasks) {
        try {
          Work work = Work.of(Files.readString(task.resolve("comm")).strip());
          threads.put(task.toString(), new Task(work, cpuSeconds(task)));
        } catch (NoSuchFileException e) {
          // the thread ended
        }
      }
      return new Usage(
          busySeconds(), cpuSeconds(process), cpuSeconds(Path.of("/proc/self")), threads);
    } catch (IOException e) {
      throw new BenchFailed("cannot read " + process + ": " + e.getMessage());
    }
  }

  /** CPU seconds between two moments. */
  record Spent(double machine, double server, double driver, Map<Work, Double> byWork) {
    /** What processes that do not belong to the benchmark used. */
    double others() {
      return Math.max(0, machine - server - driver);
    }
  }

  Spent since(Usage earlier) {
    Map<Work, Double> byWork = new EnumMap<>(Work.class);
    threads.forEach((id, thread) -> {
      Task before = earlier.threads.getOrDefault(id, new Task(thread.work, 0));
      byWork.merge(thread.work, thread.seconds - before.seconds, Double::sum);
    });
    return new Spent(busy - earlier.busy, server - earlier.server, driver - earlier.driver, byWork);
  }

  /** User and system time of a process and of those that it started, in seconds. */
  static double cpuSeconds(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(parent -> Stream.concat(Stream.of(parent), parent.descendants()))
        .mapToDouble(each -> {
          try {
            return cpuSeconds(Path.of("/proc", Long.toString(each.pid())));
          } catch (IOException e) {
            throw new BenchFailed("cannot read the CPU time of process " + each.pid());
          }
        })
        .sum();
  }

  /** User and system time: fields 14 and 15 of proc(5), counted after the name in parentheses. */
  private static double cpuSeconds(Path process) throws IOException {
    String stat = Files.readString(process.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Double.parseDouble(fields[11]) + Double.parseDouble(fields[12])) / TICKS_PER_SECOND;
  }

  /** All of the machine's time but idle and waiting for the disk. */
  private static double busySeconds() {
    String[] fields = Machine.lines("/proc/stat").getFirst().split(" +", -1);
    double ticks = 0;
    for (int field = 1; field <= 8; field++) {
      boolean isIdle = field == 4 || field == 5;
      ticks += isIdle ? 0 : Double.parseDouble(fields[field]);
    }
    return ticks / TICKS_PER_SECOND;
  }
}
