// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.cli.terminal.Moments;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What people read of a report, also of one that does not fit into memory. */
final class IssuedTableTest {
  private static final int ROWS = 20_000;

  private final Moments moments = new Moments(Instant.parse("2026-11-28T16:30:17Z"));
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private List<String> lines() {
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private void print(InputStream report) throws IOException {
    new IssuedTable(moments).print(report, new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  private static String row(int number) {
    return """
    {"serial":"0a:%02x","subject":"CN=leaf-%d","notAfter":"2026-12-28T16:30:17+0000",\
    "templateArn":"arn:aws:acm-pca:::template/EndEntityCertificate/V1"}\
    """
        .formatted(number, number);
  }

  /** Of a report with all rows, from its beginning to its end. */
  private static String piece(int number) {
    return switch (number) {
      case 0 -> "[";
      case 1 -> row(1);
      case ROWS + 1 -> "]";
      default -> "," + row(number);
    };
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aReportIsPrintedWhileItComes() throws IOException {
    AtomicInteger furthest = new AtomicInteger();
    List<InputStream> pieces =
        new AbstractList<>() {
          @Override
          public InputStream get(int number) {
            furthest.accumulateAndGet(number - lines().size(), Math::max);
            return text(piece(number));
          }

          @Override
          public int size() {
            return ROWS + 2;
          }
        };
    print(new SequenceInputStream(Collections.enumeration(pieces)));
    assertThat(furthest).as("rows read before they are printed").hasValueLessThan(600);
    assertThat(lines())
        .hasSize(ROWS + ROWS / IssuedTable.LINES)
        .filteredOn(line -> line.startsWith("SERIAL"))
        .hasSize(ROWS / IssuedTable.LINES);
    assertThat(lines().getLast()).contains("CN=leaf-" + ROWS, "EndEntityCertificate/V1", "good");
  }

  @Test
  void anEmptyReportIsSaid() throws IOException {
    print(text("[]"));
    assertThat(lines()).containsExactly("It issued nothing.");
  }

  @Test
  void aReportThatIsCutShortIsNotTakenForAWholeOne() {
    assertThatThrownBy(() -> print(text("[" + row(1) + ","))).isInstanceOf(IOException.class);
  }
}
