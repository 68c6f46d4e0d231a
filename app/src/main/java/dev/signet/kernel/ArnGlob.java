// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A form of ARNs.
 *
 * @param text in which {@code *} is any text
 */
public record ArnGlob(String text) {
  /** Whether an ARN has the form. */
  public boolean fits(String arn) {
    String form =
        Stream.of(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.compile(form, Pattern.DOTALL).matcher(arn).matches();
  }
}
