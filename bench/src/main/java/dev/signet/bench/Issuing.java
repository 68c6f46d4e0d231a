// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Issues from a CA of one algorithm on a server of its own, and gets what was issued. */
final class Issuing {
  private static final int CERTIFICATES = 4096;
  private static final double GOAL_MEGABYTES = 400;

  /** Load before GetCertificate is measured: the server is warm by then. */
  private static final Duration SHORT = Duration.ofSeconds(10);

  private final Scratch scratch;
  private final Algorithm algorithm;
  private final Duration warmUp;
  private final Duration time;
  private final Map<String, Object> numbers = new LinkedHashMap<>();

  Issuing(Scratch scratch, Algorithm algorithm, Duration warmUp, Duration time) {
    this.scratch = scratch;
    this.algorithm = algorithm;
    this.warmUp = warmUp;
    this.time = time;
  }

  /** Prints what was found, and answers it for the record. */
  Map<String, Object> measure() {
    Figures.title("%s CA, requests with %1$s keys".formatted(algorithm.title()));
    List<byte[]> csrs = algorithm.requests(Load.REQUESTS);
    Server server = Server.start(scratch, "data");
    disk();
    BenchAuthority authority = BenchAuthority.create(server, algorithm);
    Openssl before = Openssl.measure(algorithm);
    Measured cold = load(server, authority.readyToIssue(csrs), Duration.ZERO);
    Measured issued = load(server, authority.readyToIssue(csrs), warmUp);
    Memory memory = Memory.of(server);
    Openssl limit = before.mean(Openssl.measure(algorithm));
    Measured got = load(server, authority.readyToGet(issued.outcome().bodies()), SHORT);
    server.stop();
    issue(issued, limit);
    cold(cold, limit);
    whereTimeGoes(issued.spent());
    get(got);
    resident(memory);
    driver(authority.readyToIssue(csrs), issued);
    return numbers;
  }

  private record Measured(Load.Outcome outcome, Usage.Spent spent) {
    double serverMicros() {
      return spent.server() * 1e6 / outcome.latencies().count();
    }
  }

  private Measured load(Server server, List<byte[]> requests, Duration before) {
    if (before.isPositive()) {
      Load.run(server.address(), requests, before, 0);
    }
    Usage began = Usage.now(server);
    Load.Outcome outcome = Load.run(server.address(), requests, time, CERTIFICATES);
    return new Measured(outcome, Usage.now(server).since(began));
  }

  private void disk() {
    Timings sync = DiskSync.measure(scratch.folder());
    Figures.line(
        "append of 4 KiB with fsync", "%s (%s)".formatted(sync.text(), scratch.fileSystem()));
    numbers.put("file_system", scratch.fileSystem());
    numbers.put("fsync", sync.numbers());
  }

  private void issue(Measured issued, Openssl limit) {
    double rate = issued.outcome().perSecond();
    double ratio = rate / limit.limit();
    Figures.line(
        "openssl speed, one core",
        "%.0f sign/s, %.0f verify/s".formatted(limit.signs(), limit.verifies()));
    Figures.line(
        "limit: sign + 2 verify, %d cores".formatted(Machine.cores()),
        "%.0f/s".formatted(limit.limit()));
    Figures.line(
        "IssueCertificate", "%.0f/s, %s".formatted(rate, issued.outcome().latencies().text()));
    Figures.goal(
        "share of the limit",
        "%.1f %%".formatted(100 * ratio),
        ">= %.0f %%".formatted(100 * algorithm.goal()),
        ratio >= algorithm.goal());
    Figures.line(
        "server CPU per certificate",
        "%.0f us, %.1f times OpenSSL's %.0f us"
            .formatted(
                issued.serverMicros(),
                issued.serverMicros() / limit.microsPerCertificate(),
                limit.microsPerCertificate()));
    numbers.put("limit", limit.numbers());
    numbers.put("issue_per_second", Math.round(rate));
    numbers.put("issue_ratio", Figures.rounded(ratio));
    numbers.put("issue", issued.outcome().latencies().numbers());
    numbers.put("issue_server_cpu_us", Math.round(issued.serverMicros()));
    numbers.put("openssl_cpu_us", Math.round(limit.microsPerCertificate()));
  }

  private void cold(Measured issued, Openssl limit) {
    double rate = issued.outcome().perSecond();
    Figures.line(
        "cold: the first %d s after the start".formatted(time.toSeconds()),
        "%.0f/s, %.1f %% of the limit, %.0f us of the server's CPU each"
            .formatted(rate, 100 * rate / limit.limit(), issued.serverMicros()));
    numbers.put("cold_issue_per_second", Math.round(rate));
    numbers.put("cold_issue_ratio", Figures.rounded(rate / limit.limit()));
    numbers.put("cold_issue_server_cpu_us", Math.round(issued.serverMicros()));
  }

  private void whereTimeGoes(Usage.Spent spent) {
    double capacity = Machine.cores() * (double) time.toSeconds();
    double idle = Math.max(0, capacity - spent.machine());
    Figures.line(
        "CPU while issuing",
        "server %.0f %%, load %.0f %%, other processes %.0f %%, idle %.0f %%"
            .formatted(
                100 * spent.server() / capacity,
                100 * spent.driver() / capacity,
                100 * spent.others() / capacity,
                100 * idle / capacity));
    Map<String, Object> cpu = new LinkedHashMap<>();
    cpu.put("server", Figures.rounded(spent.server() / capacity));
    cpu.put("load", Figures.rounded(spent.driver() / capacity));
    cpu.put("others", Figures.rounded(spent.others() / capacity));
    cpu.put("idle", Figures.rounded(idle / capacity));
    numbers.put("cpu_share_while_issuing", cpu);
    Map<String, Object> threads = new LinkedHashMap<>();
    spent
        .byWork()
        .forEach((work, seconds) -> {
          double share = seconds / spent.server();
          Figures.line("  of the server's", "%3.0f %% %s".formatted(100 * share, work.title()));
          threads.put(work.name(), Figures.rounded(share));
        });
    numbers.put("server_threads_while_issuing", threads);
  }

  private void get(Measured got) {
    double rate = got.outcome().perSecond();
    Figures.line("GetCertificate", "%.0f/s, %s".formatted(rate, got.outcome().latencies().text()));
    Figures.line("server CPU per answer", "%.0f us".formatted(got.serverMicros()));
    numbers.put("get_per_second", Math.round(rate));
    numbers.put("get", got.outcome().latencies().numbers());
    numbers.put("get_server_cpu_us", Math.round(got.serverMicros()));
  }

  private void resident(Memory memory) {
    Figures.goal(
        "resident after issuing, peak",
        "%.0f MB (%.0f MB now, %.0f of it files)"
            .formatted(memory.peak(), memory.now(), memory.files()),
        "<= %.0f MB".formatted(GOAL_MEGABYTES),
        memory.peak() <= GOAL_MEGABYTES);
    numbers.put("memory_after_issuing", memory.numbers());
  }

  private void driver(List<byte[]> requests, Measured issued) {
    int answer = issued.outcome().bodies().getFirst().length;
    double micros = NullAnswer.loadMicros(requests, answer, Duration.ofSeconds(3));
    Figures.line(
        "the load's own CPU per request", "%.0f us against a null answer".formatted(micros));
    numbers.put("load_cpu_us_null_answer", Figures.rounded(micros));
  }
}
