// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.terminal;

import dev.signet.cli.CommandRefused;
import java.io.Console;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Option;

/** Asks before something is done that cannot be taken back, or that others will feel. */
public final class Confirmation {
  private static final Set<String> AGREED = Set.of("y", "yes");

  @Option(
      names = {"-y", "--yes"},
      description = "Do it without asking.")
  private boolean yes;

  /**
   * Goes on only if the person agrees; nobody is there to agree where there is no terminal.
   *
   * @param deed what would be done, as the beginning of a question
   */
  @SuppressWarnings("SystemConsoleNull") // it is null again without a terminal since JDK 25
  public void require(String deed) {
    if (yes) {
      return;
    }
    String asked = deed.replaceAll("\\p{Cntrl}+", " ");
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw new CommandRefused(
          asked + "? Nothing was done: there is no terminal to ask on, expected --yes");
    }
    String said = console.readLine("%s? [y/N] ", asked);
    if (said == null || !AGREED.contains(said.strip().toLowerCase(Locale.ROOT))) {
      throw new CommandRefused("nothing was done: expected y or yes");
    }
  }
}
