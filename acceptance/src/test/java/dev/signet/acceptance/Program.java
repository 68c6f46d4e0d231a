// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.acceptance;

import static java.util.Objects.requireNonNull;

import dev.signet.testkit.calls.HttpCalls;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** {@code signet serve} of the built archive, a process of its own on an empty folder. */
final class Program implements BeforeAllCallback, AfterAllCallback {
  private static final int PATIENCE_SECONDS = 60;

  private @Nullable Path folder;
  private @Nullable Process process;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    folder = Files.createTempDirectory("signet-acceptance");
    // Where it unpacks native libraries; what a killed one leaves goes with our folder.
    Files.createDirectory(folder.resolve("tmp"));
    start();
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    stop();
    try (Stream<Path> files = Files.walk(folder())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Ends the process as an operator does and starts another on the same folder. */
  void restart() throws Exception {
    stop();
    start();
  }

  /** Clients of this server in a Region, with the profile that it wrote. */
  Clients clients(String region) {
    return Clients.of(data().resolve("credentials"), region);
  }

  /** Calls of this server without an SDK, for what a test only needs to be there. */
  HttpCalls calls(String region) {
    Path credentials = data().resolve("credentials");
    return new HttpCalls(
        clients(region).endpoint(),
        HttpCalls.credentials(credentials),
        region,
        InstantSource.system());
  }

  Path data() {
    return folder().resolve("data");
  }

  private Path folder() {
    return requireNonNull(folder);
  }

  private void start() throws Exception {
    String program =
        requireNonNull(
            System.getProperty("signet.program"), "-Dsignet.program: expected the built program");
    Path log = folder().resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(program, "serve", "--data", data().toString(), "--port", "0")
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // Whoever runs the tests may have a server of their own.
    builder.environment().keySet().removeIf(name -> name.startsWith("SIGNET_"));
    builder.environment().put("TMPDIR", folder().resolve("tmp").toString());
    process = builder.start();
    String line = firstLine(process.inputReader());
    if (line == null || !line.startsWith("Signet ready: ")) {
      throw new AssertionError("not ready, but: " + line + "\n" + Files.readString(log));
    }
  }

  private static @Nullable String firstLine(BufferedReader output) throws Exception {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                return output.readLine();
              } catch (IOException e) {
                return e.toString();
              }
            })
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void stop() throws InterruptedException {
    if (process == null) {
      return;
    }
    process.destroy();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("serve did not end in " + PATIENCE_SECONDS + " s");
    }
  }
}
