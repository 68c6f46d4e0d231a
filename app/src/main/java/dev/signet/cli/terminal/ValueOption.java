// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.terminal;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The value of a secret. */
public final class ValueOption {
  private static final String OPTION = "--value-file";

  @Option(
      names = OPTION,
      paramLabel = "FILE",
      description =
          "A file whose octets are the value, all of them; - is standard input (default: asked for"
              + " on the terminal).")
  private @Nullable String file;

  /** Its octets; of one that is typed, in UTF-8. */
  public byte[] octets(String of) {
    if (file != null) {
      return SecretInput.octets(file);
    }
    return new String(SecretInput.typed("Value of " + of, OPTION)).getBytes(StandardCharsets.UTF_8);
  }
}
