// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.kernel.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in an event: {@code $}, then {@code .NAME} and {@code [NUMBER]}. */
public record JsonPath(String text) {
  private static final Pattern STEP = Pattern.compile("\\.([\\p{L}\\p{N}_-]+)|\\[(\\d{1,9})]");

  /**
   * Reads one.
   *
   * @throws Refusal for anything else, of which JSONPath has a lot
   */
  static JsonPath parse(String text) {
    Matcher steps = STEP.matcher(text);
    int end = 1;
    while (steps.find(end) && steps.start() == end) {
      end = steps.end();
      if (end == text.length()) {
        break;
      }
    }
    if (!text.startsWith("$") || end != text.length()) {
      throw Refusal.invalid("path '" + text + "': expected $ and then .NAME or [NUMBER]");
    }
    return new JsonPath(text);
  }

  /** What stands there; a missing node where nothing does. */
  JsonNode in(JsonNode event) {
    JsonNode found = event;
    Matcher steps = STEP.matcher(text);
    while (steps.find()) {
      found =
          steps.group(1) != null
              ? found.path(steps.group(1))
              : found.path(Integer.parseInt(steps.group(2)));
    }
    return found;
  }
}
