// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.kernel.Refusal;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which texts a spec may hold: Envoy refuses a whole response, and with it what others need, for
 * one line break in a text that becomes part of a header, or for one empty host.
 */
public final class TextRules {
  /** What no header may hold: Envoy's {@code HTTP_HEADER_VALUE}, where it is strict. */
  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");

  private static final Pattern NUL = Pattern.compile("\\x00");

  /** A line of a log ends with a line feed. */
  private static final String LOG_FORMAT = "logging.accessLog.file.format.";

  /** Hosts that are asked for, by the names of their members. */
  private static final Set<String> HOSTS = Set.of("hostname", "virtualServiceName");

  private TextRules() {}

  /**
   * Accepts a spec whose texts can be told to proxies.
   *
   * @param spec in the API's JSON
   * @throws Refusal of kind INVALID that names the member
   */
  public static void check(JsonNode spec) {
    check("", spec);
  }

  private static void check(String path, JsonNode value) {
    if (value.isTextual()) {
      checkText(path, value.textValue());
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        check(path + "[" + i + "]", value.get(i));
      }
    } else {
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        check(path + (path.isEmpty() ? "" : ".") + member.getKey(), member.getValue());
      }
    }
  }

  private static void checkText(String path, String text) {
    boolean ofLines = path.startsWith(LOG_FORMAT);
    if ((ofLines ? NUL : CONTROL).matcher(text).find()) {
      throw Refusal.invalid(
          path + ": expected a text without " + (ofLines ? "NUL" : "control characters"));
    }
    if (text.isEmpty() && HOSTS.contains(path.substring(path.lastIndexOf('.') + 1))) {
      throw Refusal.invalid(path + " is empty: expected a name");
    }
  }
}
