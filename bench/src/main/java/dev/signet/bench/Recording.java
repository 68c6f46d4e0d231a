// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of every benchmark: where its line goes and what is said with it. */
final class Recording {
  @Option(
      names = "--history",
      paramLabel = "DIR",
      defaultValue = "history",
      description =
          "Folder of NAME.jsonl, to which the result is appended (default: bench/history).")
  private Path folder = Path.of("history");

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Said in the recorded line, for example what else the machine does.")
  private String note = "";

  History history(String name) {
    return new History(folder.resolve(name + ".jsonl"), note);
  }
}
