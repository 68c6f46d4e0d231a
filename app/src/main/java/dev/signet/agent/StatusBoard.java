// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows how the certificates of the host stand, in the files that the settings name. */
final class StatusBoard {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AgentSettings settings;
  private final Replacement replacement;
  private final Map<Installation, CycleReport> reports = new LinkedHashMap<>();

  StatusBoard(AgentSettings settings, Replacement replacement) {
    this.settings = settings;
    this.replacement = replacement;
  }

  /** Shows this one anew. */
  synchronized void show(CycleReport report) {
    reports.put(report.installation(), report);
    settings.status().ifPresent(file -> write(file, json(reports.values())));
    settings.metrics().ifPresent(file -> write(file, metrics(reports.values())));
  }

  private void write(Path file, String text) {
    Access everybody =
        new Access(
            PosixFilePermissions.fromString("rw-r--r--"), Optional.empty(), Optional.empty());
    replacement.files(List.of(FileContent.of(file, text, everybody)));
  }

  static String json(Collection<CycleReport> reports) {
    ObjectNode root = JSON.createObjectNode();
    var certificates = root.putArray("certificates");
    for (CycleReport each : reports) {
      ObjectNode one = certificates.addObject();
      one.put("arn", each.installation().origin().toString());
      one.put("path", each.installation().targets().certificate().toString());
      one.put("serial", each.installed().map(InstalledCertificate::serial).orElse(null));
      one.put("notAfter", text(each.installed().map(InstalledCertificate::notAfter)));
      one.put("lastSuccess", text(each.lastSuccess()));
      one.put("lastError", each.error().orElse(null));
      one.put(
          "lastRefreshExit",
          each.refreshExit().isPresent() ? (Integer) each.refreshExit().getAsInt() : null);
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers are JSON", e);
    }
  }

  private static @Nullable String text(Optional<Instant> at) {
    return at.map(Instant::toString).orElse(null);
  }

  static String metrics(Collection<CycleReport> reports) {
    StringBuilder text = new StringBuilder();
    head(text, "signet_agent_cert_not_after_seconds", "When the certificate on the disk ends.");
    for (CycleReport each : reports) {
      each.installed()
          .ifPresent(
              there -> line(text, "signet_agent_cert_not_after_seconds", each, there.notAfter()));
    }
    head(text, "signet_agent_last_success_seconds", "When it was kept fresh last.");
    for (CycleReport each : reports) {
      each.lastSuccess().ifPresent(at -> line(text, "signet_agent_last_success_seconds", each, at));
    }
    head(text, "signet_agent_failing", "1 when the last time went wrong, else 0.");
    for (CycleReport each : reports) {
      line(text, "signet_agent_failing", each, each.error().isPresent() ? 1 : 0);
    }
    return text.toString();
  }

  private static void head(StringBuilder text, String name, String help) {
    text.append("# HELP " + name + " " + help + "\n# TYPE " + name + " gauge\n");
  }

  private static void line(StringBuilder text, String name, CycleReport of, Instant at) {
    line(text, name, of, at.getEpochSecond());
  }

  private static void line(StringBuilder text, String name, CycleReport of, long value) {
    text.append(
        "%s{arn=\"%s\",path=\"%s\"} %d\n"
            .formatted(
                name,
                escaped(of.installation().origin().toString()),
                escaped(of.installation().targets().certificate().toString()),
                value));
  }

  /** As Prometheus' text format has it in labels. */
  private static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
