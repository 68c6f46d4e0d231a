// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.PrometheusText;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The text format of Prometheus, version 0.0.4, to the octet. */
final class MetersTest {
  @Test
  void aCounterTellsItsLabelsEscaped() {
    Counter counter = new Counter("a_total", "A \\ and\na \"quote\".", "x", "y");
    counter.add("1", "a\"b\\c\nd");
    counter.add("1", "a\"b\\c\nd");
    assertThat(text(counter))
        .isEqualTo(
            """
            # HELP a_total A \\\\ and\\na "quote".
            # TYPE a_total counter
            a_total{x="1",y="a\\"b\\\\c\\nd"} 2
            """);
    assertThatThrownBy(() -> counter.add("1")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCounterWithoutLabelsBeginsAtZero() {
    assertThat(text(new Counter("b_total", "B."))).endsWith("\nb_total 0\n");
  }

  @Test
  void aDurationIsInAllBucketsFromItsOwnOn() {
    Durations durations = new Durations("c_seconds", "C.");
    durations.add(TimeUnit.MILLISECONDS.toNanos(1));
    durations.add(TimeUnit.MILLISECONDS.toNanos(3));
    durations.add(TimeUnit.SECONDS.toNanos(60));
    PrometheusText read = PrometheusText.parse(text(durations));
    assertThat(read.value("c_seconds_bucket{le=\"5.0E-4\"}")).isZero();
    assertThat(read.value("c_seconds_bucket{le=\"0.001\"}")).isEqualTo(1);
    assertThat(read.value("c_seconds_bucket{le=\"0.0025\"}")).isEqualTo(1);
    assertThat(read.value("c_seconds_bucket{le=\"0.005\"}")).isEqualTo(2);
    assertThat(read.value("c_seconds_bucket{le=\"5.0\"}")).isEqualTo(2);
    assertThat(read.value("c_seconds_bucket{le=\"+Inf\"}")).isEqualTo(3);
    assertThat(read.value("c_seconds_sum")).isEqualTo(60.004);
  }

  @Test
  void theProcessTellsWhatItIs() {
    PrometheusText read = PrometheusText.parse(text(new ProcessFigures()));
    assertThat(read.families())
        .contains(
            "signet_build_info",
            "process_start_time_seconds",
            "process_cpu_seconds_total",
            "jvm_memory_used_bytes");
    assertThat(read.value("jvm_memory_used_bytes{area=\"heap\"}")).isPositive();
  }

  @Test
  void theReaderSeesWhatIsWrong() {
    String head = "# HELP d_total D.\n# TYPE d_total counter\n";
    PrometheusText.parse(head + "d_total 1\n");
    for (String wrong :
        List.of(
            "d_total 1\n",
            head + "d_total 1",
            head + "d_total 1\nd_total 2\n",
            head + head + "d_total 1\n",
            head + "e_total 1\n",
            head + "d_total{x=\"a\"b\"} 1\n",
            head + "d_total{x=\"a\\d\"} 1\n",
            "# TYPE d_total counter\nd_total 1\n",
            head.replace("d_total", "d") + "d 1\n",
            "# HELP h H.\n# TYPE h histogram\nh_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 2\n")) {
      assertThatThrownBy(() -> PrometheusText.parse(wrong))
          .as(wrong)
          .isInstanceOf(AssertionError.class);
    }
  }

  private static String text(Measured figures) {
    return new Meters(List.of(figures)).text();
  }
}
