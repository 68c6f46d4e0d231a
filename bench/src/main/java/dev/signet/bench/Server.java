// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.testkit.calls.HttpCalls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code signet serve} of the packaged program, as a process of its own. */
final class Server {
  private static final int PATIENCE_SECONDS = 60;
  private static final String REGION = "us-east-1";
  private static final String READY = "Signet ready: api ";

  private final Scratch scratch;
  private final Path program;
  private final Path data;
  private final Process process;
  private final URI api;
  private final double secondsToReady;

  private Server(
      Scratch scratch, Path program, Path data, Process process, URI api, double secondsToReady) {
    this.scratch = scratch;
    this.program = program;
    this.data = data;
    this.process = process;
    this.api = api;
    this.secondsToReady = secondsToReady;
  }

  /** Starts it on a data folder in the scratch, and waits for its ready line. */
  static Server start(Scratch scratch, String name) {
    String program = System.getenv("SIGNET_PROGRAM");
    if (program == null) {
      throw new BenchFailed("SIGNET_PROGRAM is not set: expected the built program");
    }
    return start(scratch, name, Path.of(program));
  }

  /** The same of another program. */
  static Server start(Scratch scratch, String name, Path program) {
    Path data = scratch.folder().resolve(name);
    Path log = log(scratch);
    ProcessBuilder builder =
        command(scratch, program, "serve", "--data", data.toString(), "--port", "0");
    long began = System.nanoTime();
    Process process = scratch.start(builder, log);
    String line = readyLine(process, log);
    double seconds = (System.nanoTime() - began) / 1e9;
    if (line.isEmpty()) {
      throw new BenchFailed("signet serve ended before it was ready: " + tail(log));
    }
    URI api = URI.create(line.substring(READY.length()).split(" ", 2)[0]);
    return new Server(scratch, program, data, process, api, seconds);
  }

  /** Whether every server of the scratch came up with a start-up cache. */
  static boolean usedCache(Scratch scratch) {
    try {
      return !Files.readString(log(scratch)).contains("no start-up cache");
    } catch (IOException e) {
      throw new BenchFailed("cannot read the server's log: " + e.getMessage());
    }
  }

  URI api() {
    return api;
  }

  /** The same port by TLS. */
  URI tls() {
    return URI.create(api.toString().replace("http://", "https://"));
  }

  InetSocketAddress address() {
    return new InetSocketAddress(api.getHost(), api.getPort());
  }

  /** Where it tells what everybody may read: on the next port. */
  String statusUrl() {
    try {
      return new ObjectMapper()
          .readTree(data.resolve("server.json").toFile())
          .path("status")
          .asText();
    } catch (IOException e) {
      throw new BenchFailed("server.json cannot be read: " + e.getMessage());
    }
  }

  long pid() {
    return process.pid(); // the launcher becomes the server
  }

  double secondsToReady() {
    return secondsToReady;
  }

  /** Calls with the access key that it wrote for its user. */
  HttpCalls calls() {
    return new HttpCalls(
        api, HttpCalls.credentials(data.resolve("credentials")), REGION, InstantSource.system());
  }

  /** Runs another command of the program beside it; a secret goes in by standard input. */
  String command(String input, String... arguments) {
    return Programs.output(command(scratch, program, arguments), input).strip();
  }

  Path data() {
    return data;
  }

  void stop() {
    process.destroy();
    process.onExit().join();
  }

  private static ProcessBuilder command(Scratch scratch, Path program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    // Whoever measures may have a server of their own.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("SIGNET_") && !name.equals("SIGNET_JAVA_OPTIONS"));
    builder.environment().put("TMPDIR", scratch.temporary().toString());
    return builder;
  }

  private static Path log(Scratch scratch) {
    return scratch.folder().resolve("serve.log");
  }

  /** Waits for the line; the JVM may say something before. Empty when the process ended. */
  private static String readyLine(Process process, Path log) {
    CompletableFuture<String> line =
        CompletableFuture.supplyAsync(() ->
            process
                .inputReader()
                .lines()
                .filter(said -> said.startsWith(READY))
                .findFirst()
                .orElse(""));
    return Programs.uninterrupted(() -> {
      try {
        return line.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException | ExecutionException e) {
        throw new BenchFailed(
            "signet serve is not ready after " + PATIENCE_SECONDS + " s: " + tail(log));
      }
    });
  }

  private static String tail(Path log) {
    List<String> lines = Machine.lines(log.toString());
    return lines.isEmpty() ? "it said nothing" : lines.getLast();
  }
}
