// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import dev.signet.bench.OcspQuestions.Method;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers that are made for who asks: each certificate is asked about once. */
final class OcspCold {
  private static final double GOAL = 0.6;

  /** The first of all are not counted: code is not warm yet. */
  private static final double WARM_UP = 0.2;

  /** The share that is asked at half load. */
  private static final double PACED = 0.2;

  private final OcspScene scene;
  private final int first;
  private final Map<String, Object> numbers = new LinkedHashMap<>();

  /**
   * A measurement.
   *
   * @param first of the certificates that were never asked about
   */
  OcspCold(OcspScene scene, int first) {
    this.scene = scene;
    this.first = first;
  }

  /** Prints what was found, and answers it for the record. */
  Map<String, Object> measure() {
    int count = scene.all().size() - first;
    int warm = first + (int) (count * WARM_UP);
    int paced = scene.all().size() - (int) (count * PACED);
    int middle = (warm + paced) / 2;
    var _ = Load.once(scene.target(), scene.requests(Method.GET, first, warm), 0);
    Openssl before = Openssl.measure(scene.algorithm());
    double cpu = Usage.cpuSeconds(scene.server().pid());
    Load.Outcome get = Load.once(scene.target(), scene.requests(Method.GET, warm, middle), 0);
    Load.Outcome post = Load.once(scene.target(), scene.requests(Method.POST, middle, paced), 0);
    double micros = (Usage.cpuSeconds(scene.server().pid()) - cpu) * 1e6 / (paced - warm);
    Openssl limit = before.mean(Openssl.measure(scene.algorithm()));
    found("GET", get, limit);
    found("POST", post, limit);
    Figures.line("server CPU per new answer", "%.0f us".formatted(micros));
    numbers.put("server_cpu_us", Math.round(micros));
    numbers.put("limit", limit.numbers());
    halfLoad(paced, Math.min(get.perSecond(), post.perSecond()) / 2);
    return numbers;
  }

  private void halfLoad(int from, double rate) {
    List<byte[]> requests = scene.requests(Method.GET, from, scene.all().size());
    long millis = (long) (1000 * requests.size() / rate);
    Timings timings =
        PacedLoad.run(scene.target(), requests, rate, Duration.ofMillis(Math.max(1, millis)));
    OcspHot.paced("new", rate, timings, numbers);
  }

  private void found(String method, Load.Outcome outcome, Openssl limit) {
    double rate = outcome.perSecond();
    double signing = rate / (Machine.cores() * limit.signs());
    double checked = rate / (Machine.cores() / (1 / limit.signs() + 1 / limit.verifies()));
    Figures.line("new, " + method, "%.0f/s, %s".formatted(rate, outcome.latencies().text()));
    Figures.goal(
        "of the signatures alone",
        "%.1f %%".formatted(100 * signing),
        ">= %.0f %%".formatted(100 * GOAL),
        signing >= GOAL);
    Figures.goal(
        "of a signature and its check",
        "%.1f %%".formatted(100 * checked),
        ">= %.0f %%".formatted(100 * GOAL),
        checked >= GOAL);
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("per_second", Math.round(rate));
    found.put("of_signing", Figures.rounded(signing));
    found.put("of_signing_and_verifying", Figures.rounded(checked));
    found.put("latencies", outcome.latencies().numbers());
    numbers.put(method, found);
  }
}
