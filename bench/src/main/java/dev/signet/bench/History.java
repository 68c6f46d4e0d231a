// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Results of one benchmark, a line of JSON per run. */
final class History {
  private final Path file;
  private final Map<String, Object> circumstances = new LinkedHashMap<>();

  /** Notes when, where and on what the run begins. */
  History(Path file, String note) {
    this.file = file;
    circumstances.put(
        "date", InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS).toString());
    circumstances.put("commit", commit(Path.of("")));
    circumstances.put("cpu", Machine.cpu());
    circumstances.put("cores", Machine.cores());
    circumstances.put("load_before", Machine.load());
    circumstances.put("java_options", System.getenv().getOrDefault("SIGNET_JAVA_OPTIONS", ""));
    circumstances.put("note", note);
  }

  /** Appends the run. */
  void append(Map<String, ?> numbers) {
    Map<String, Object> line = new LinkedHashMap<>(circumstances);
    line.putAll(numbers);
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(
          file,
          new ObjectMapper().writeValueAsString(line) + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new BenchFailed("cannot write " + file + ": " + e.getMessage());
    }
    System.out.println("\nrecorded in " + file);
  }

  /** What is checked out where a folder is; a built program may be older. */
  static String commit(Path folder) {
    try {
      return Programs.output(
              "git", "-C", folder.toAbsolutePath().toString(), "rev-parse", "--short", "HEAD")
          .strip();
    } catch (BenchFailed e) {
      return "unknown"; // an archive without git
    }
  }
}
