// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came of fuzzing one reader in a process of its own.
 *
 * @param name of the reader
 * @param executions inputs that were read
 * @param seconds that it took
 * @param find why it ended early, with the file of the input
 */
record FuzzRun(String name, long executions, double seconds, Optional<String> find) {
  /** As libFuzzer counts, in every line: {@code #4096 pulse cov: …}. */
  private static final Pattern COUNT = Pattern.compile("(?m)^#(\\d+)\\s");

  private static final Pattern INPUT = Pattern.compile("Test unit written to (\\S+)");

  /** Fuzzes a reader; what it printed is kept beside its classes. */
  static FuzzRun of(Path module, String target, int seconds) {
    String name = target.substring(target.lastIndexOf('.') + 1).replace("FuzzTest", "");
    Path log = module.resolve("target").resolve("fuzz-" + name + ".log");
    long began = System.nanoTime();
    int code = Programs.uninterrupted(() -> process(module, target, seconds, log).waitFor());
    double took = (System.nanoTime() - began) / 1e9;
    String printed = Programs.uninterrupted(() -> Files.readString(log, StandardCharsets.UTF_8));
    return new FuzzRun(
        name,
        executions(printed),
        took,
        code == 0 ? Optional.empty() : Optional.of(why(printed, log)));
  }

  private static Process process(Path module, String target, int seconds, Path log)
      throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m", // an input that needs more is a find
            "-XX:+EnableDynamicAgentLoading",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djazzer.instrument=dev.signet.**",
            "-Djazzer.max_duration=" + seconds + "s",
            "-cp",
            "target/test-classes:" + Files.readString(module.resolve("target/classpath")).strip(),
            "dev.signet.fuzz.OneTarget",
            target);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(module.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAZZER_FUZZ", "1");
    return builder.start();
  }

  private static long executions(String printed) {
    return COUNT
        .matcher(printed)
        .results()
        .mapToLong(each -> Long.parseLong(each.group(1)))
        .max()
        .orElse(0);
  }

  private static String why(String printed, Path log) {
    Matcher input = INPUT.matcher(printed);
    return (input.find() ? input.group(1) : "no input") + ", see " + log.normalize();
  }

  /** For people. */
  String text() {
    return "%,9d inputs, %,6.0f per second%s"
        .formatted(
            executions, executions / seconds, find.map(file -> ", FOUND " + file).orElse(""));
  }

  /** For the history. */
  Map<String, Object> numbers() {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("inputs", executions);
    numbers.put("per_second", Math.round(executions / seconds));
    find.ifPresent(file -> numbers.put("found", file));
    return numbers;
  }
}
