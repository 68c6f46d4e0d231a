// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code signet bench fuzz}: every reader of what strangers send, with changed inputs. */
@Command(
    name = "fuzz",
    mixinStandardHelpOptions = true,
    description = {
      "Feeds changed inputs to every reader of what strangers send, one after another.",
      "Ends with 1 when something else than a refusal or success came out, and names the input."
    })
final class FuzzCommand implements Callable<Integer> {
  private static final Path MODULE = Path.of("..", "fuzz");
  private static final String ENDING = "FuzzTest.class";

  @Parameters(
      arity = "0..1",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "For each reader (default: 20).")
  private int seconds;

  @Mixin private Recording recording = new Recording();

  @Override
  public Integer call() {
    History history = recording.history("fuzz");
    Figures.title("changed inputs, " + seconds + " s for each reader");
    Map<String, Object> readers = new LinkedHashMap<>();
    boolean found = false;
    for (String target : targets()) {
      FuzzRun run = FuzzRun.of(MODULE, target, seconds);
      Figures.line(run.name(), run.text());
      readers.put(run.name(), run.numbers());
      found |= run.find().isPresent();
    }
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("what", "inputs read, changed under guidance by coverage");
    numbers.put("seconds_each", seconds);
    numbers.put("readers", readers);
    history.append(numbers);
    return found ? 1 : 0;
  }

  /** The classes, in the order of their names. */
  private static List<String> targets() {
    Path classes = MODULE.resolve("target").resolve("test-classes");
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .filter(file -> file.toString().endsWith(ENDING))
          .map(file -> classes.relativize(file).toString())
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
