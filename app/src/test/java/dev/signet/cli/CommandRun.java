// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.testkit.SignetExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What a command ended with, and what it printed. */
record CommandRun(int code, String out, String err) {

  /** Runs a command line on the folder of a server. */
  static CommandRun of(SignetExtension signet, String... arguments) {
    return of(
        Stream.concat(Stream.of(arguments), Stream.of("--data", signet.folder().toString()))
            .toArray(String[]::new));
  }

  /** Runs a command line. */
  static CommandRun of(String... arguments) {
    PrintStream usualOut = System.out;
    PrintStream usualErr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      int code = Main.run(arguments);
      return new CommandRun(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(usualOut);
      System.setErr(usualErr);
    }
  }

  /** What it printed, of one that did its work. */
  String done() {
    assertThat(code).as(out + err).isZero();
    return out;
  }

  /** The same as JSON. */
  JsonNode json() {
    try {
      return new ObjectMapper().readTree(done());
    } catch (IOException e) {
      throw new UncheckedIOException(out, e);
    }
  }

  /** The one line in which it says why not. */
  String refused(int expected) {
    assertThat(code).as(out + err).isEqualTo(expected);
    List<String> lines = err.lines().filter(line -> !line.startsWith("Made ")).toList();
    return assertThat(lines).as(out + err).singleElement().actual();
  }
}
