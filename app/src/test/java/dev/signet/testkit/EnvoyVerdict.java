// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How Envoy's own validation of a bootstrap ended, and what it printed. */
public record EnvoyVerdict(int code, String output) {
  /** Validates a bootstrap, which is written to the folder. */
  public static EnvoyVerdict of(JsonNode bootstrap, Path folder) throws IOException {
    Path file = folder.resolve("envoy.json");
    Files.writeString(file, bootstrap.toString());
    Process envoy =
        new ProcessBuilder(
                System.getProperty("signet.envoy", "envoy"),
                "--mode",
                "validate",
                "--disable-hot-restart",
                "--log-level",
                "warning",
                "-c",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(envoy.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new EnvoyVerdict(envoy.waitFor(), output);
    } catch (InterruptedException e) {
      envoy.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
