// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.terminal;

import dev.signet.cli.CommandRefused;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A pass phrase that a person has, or makes up. */
public final class PassphraseOption {
  private static final String OPTION = "--passphrase-file";

  @Option(
      names = OPTION,
      paramLabel = "FILE",
      description =
          "A file with the pass phrase in its only line; - is standard input (default: asked for"
              + " on the terminal).")
  private @Nullable String file;

  /** The one of something that is there; it may be empty. */
  public char[] existing(String of) {
    return file == null
        ? SecretInput.typed("Pass phrase of " + of, OPTION)
        : SecretInput.line(file);
  }

  /** One for something new: typed twice, and not empty. */
  public char[] fresh(String of) {
    char[] first = existing(of);
    if (first.length == 0) {
      throw new CommandRefused("an empty pass phrase for " + of + ": expected one");
    }
    if (file == null
        && !Arrays.equals(first, SecretInput.typed("Pass phrase of " + of + ", again", OPTION))) {
      throw new CommandRefused("two pass phrases for " + of + ": expected the same one twice");
    }
    return first;
  }
}
