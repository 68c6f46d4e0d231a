// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.terminal;

import dev.signet.cli.CommandRefused;
import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Takes what nobody else may see: from a file, from standard input, or as a person types it without
 * an echo. Never from an argument, which every process of the machine can read.
 */
final class SecretInput {
  /** The name of standard input where a file is named. */
  static final String STANDARD_INPUT = "-";

  private SecretInput() {}

  /** All octets of a file, or of standard input. */
  static byte[] octets(String file) {
    if (!file.equals(STANDARD_INPUT)) {
      return new GivenFile(Path.of(file)).octets();
    }
    try {
      return System.in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read standard input", e);
    }
  }

  /** A line of text of a file, or of standard input, without its end. */
  static char[] line(String file) {
    CharBuffer text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets(file)));
    } catch (CharacterCodingException e) {
      throw new CommandRefused(file + ": expected text in UTF-8");
    }
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return Arrays.copyOf(text.array(), end);
  }

  /**
   * What a person types.
   *
   * @param what they are asked for
   * @param instead what to say where there is nobody to ask
   */
  @SuppressWarnings("SystemConsoleNull") // it is null again without a terminal since JDK 25
  static char[] typed(String what, String instead) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw new CommandRefused(
          "no " + what + ": there is no terminal to ask on, expected " + instead);
    }
    char[] said = console.readPassword("%s: ", what);
    return said == null ? new char[0] : said;
  }
}
