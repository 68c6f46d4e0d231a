// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.cli.terminal.Columns;
import dev.signet.cli.terminal.Moments;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/** An audit report as tables of some lines each, printed while it is read: it may be a long one. */
final class IssuedTable {
  /** Lines below the same heads, which stand in the same columns. */
  static final int LINES = 500;

  private final Moments moments;

  IssuedTable(Moments moments) {
    this.moments = moments;
  }

  /** Prints all of a report. */
  void print(InputStream report, PrintStream out) throws IOException {
    try (MappingIterator<JsonNode> rows =
        new ObjectMapper().readerFor(JsonNode.class).readValues(report)) {
      if (!rows.hasNextValue()) {
        out.print("It issued nothing.\n");
      }
      while (rows.hasNextValue()) {
        Columns table = Columns.headed("SERIAL", "SUBJECT", "TEMPLATE", "VALID UNTIL", "STATUS");
        for (int line = 0; line < LINES && rows.hasNextValue(); line++) {
          add(table, rows.nextValue());
        }
        out.print(table.text(""));
      }
    }
  }

  private void add(Columns table, JsonNode each) {
    String template = each.path("templateArn").asText();
    table.row(
        each.path("serial").asText().replace(":", ""),
        each.path("subject").asText(),
        template.substring(template.indexOf('/') + 1),
        moments.text(AuditedCertificates.time(each, "notAfter")),
        status(each));
  }

  private String status(JsonNode each) {
    if (each.has("revokedAt")) {
      return "REVOKED: " + each.path("revocationReason").asText();
    }
    return moments.isPast(AuditedCertificates.time(each, "notAfter")) ? "EXPIRED" : "good";
  }
}
