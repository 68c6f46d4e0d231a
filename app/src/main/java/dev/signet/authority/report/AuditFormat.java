// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.stream.Collectors;

/** How a report is written. */
public enum AuditFormat {
  /** An array of objects (RFC 8259), an object on each line. */
  JSON("json", "application/json", "[", ",\n", "]\n") {
    @Override
    String row(Map<String, String> values) {
      try {
        return MAPPER.writeValueAsString(values);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("texts cannot be written as JSON", e);
      }
    }
  },
  /** A header and a line each (RFC 4180), ended by line feeds. */
  CSV("csv", "text/csv", String.join(",", AuditRow.MEMBERS) + "\n", "\n", "\n") {
    @Override
    String row(Map<String, String> values) {
      return AuditRow.MEMBERS.stream()
          .map(member -> quoted(values.getOrDefault(member, "")))
          .collect(Collectors.joining(","));
    }
  };

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String ending;
  private final String contentType;
  private final String before;
  private final String between;
  private final String after;

  AuditFormat(String ending, String contentType, String before, String between, String after) {
    this.ending = ending;
    this.contentType = contentType;
    this.before = before;
    this.between = between;
    this.after = after;
  }

  abstract String row(Map<String, String> values);

  /** Fields with a comma, a quote or a line end are quoted, with quotes doubled. */
  private static String quoted(String field) {
    return field.matches("[^,\"\r\n]*") ? field : '"' + field.replace("\"", "\"\"") + '"';
  }

  /** What the object's name ends with. */
  String ending() {
    return ending;
  }

  String contentType() {
    return contentType;
  }

  String before() {
    return before;
  }

  String between() {
    return between;
  }

  String after() {
    return after;
  }
}
