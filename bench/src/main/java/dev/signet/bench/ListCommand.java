// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import dev.signet.testkit.calls.HttpCalls;
import dev.signet.wire.generated.acm.Filters;
import dev.signet.wire.generated.acm.KeyAlgorithm;
import dev.signet.wire.generated.acm.ListCertificatesRequest;
import dev.signet.wire.generated.acm.SortBy;
import dev.signet.wire.generated.acm.SortOrder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet bench list}: pages, searches and single certificates among many. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Time of pages of ListCertificates, of searches by name and of DescribeCertificate over many"
          + " certificates, and of another call while eight callers list."
    })
final class ListCommand implements Callable<Integer> {
  private static final double GOAL_PAGE_MILLIS = 50;
  private static final double GOAL_SEARCH_MILLIS = 20;
  private static final double GOAL_DESCRIBE_MILLIS = 5;
  private static final double GOAL_OTHER_MILLIS = 100;
  private static final int CALLERS = 8;
  private static final int ROUNDS = 200;
  private static final Duration BESIDE = Duration.ofSeconds(20);

  @Option(
      names = "--certificates",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Certificates on P-256 (default: 100000); one on RSA-2048 beside them.")
  private int certificates;

  @Mixin private Recording recording = new Recording();

  @Override
  public Integer call() {
    History history = recording.history("list");
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("what", "ListCertificates, 100 to a page, SearchCertificates, DescribeCertificate");
    numbers.put("certificates", certificates);
    try (Scratch scratch = Scratch.open()) {
      Server server = Server.start(scratch, "data");
      ManyCertificates many = ManyCertificates.request(server, certificates);
      Figures.title("%d certificates on P-256, one on RSA-2048".formatted(certificates));
      Figures.line("made", "%.0f/s".formatted(many.perSecond()));
      Filters elliptic = Filters.of().withKeyTypes(List.of(KeyAlgorithm.EC_PRIME256V1));
      ListCertificatesRequest usual = ListCertificatesRequest.of();
      ListCertificatesRequest all = usual.withIncludes(elliptic);
      HttpCalls calls = server.calls();
      many.pages(calls, all); // so that the server's code is warm
      page(numbers, "usual", "usual filter (1 hit)", many.repeated(calls, usual, ROUNDS));
      page(numbers, "all", "all pages", many.pages(calls, all));
      ListCertificatesRequest ascending =
          all.withSortBy(SortBy.CREATED_AT).withSortOrder(SortOrder.ASCENDING);
      page(numbers, "ascending", "all pages, oldest first", many.pages(calls, ascending));
      var _ = many.searches(calls, ROUNDS);
      figure(numbers, "search", "search by name", many.searches(calls, ROUNDS), GOAL_SEARCH_MILLIS);
      Timings described = many.describes(calls, BESIDE.dividedBy(4));
      figure(numbers, "describe_alone", "describe", described, GOAL_DESCRIBE_MILLIS);
      beside(numbers, "beside_usual", many.beside(server, usual, CALLERS, BESIDE));
      beside(numbers, "beside_all", many.beside(server, all, CALLERS, BESIDE));
      numbers.put("memory", Memory.of(server).numbers());
    }
    history.append(numbers);
    return 0;
  }

  private static void page(Map<String, Object> numbers, String key, String name, Timings timings) {
    figure(numbers, key, name, timings, GOAL_PAGE_MILLIS);
  }

  private static void beside(Map<String, Object> numbers, String key, Timings timings) {
    figure(numbers, key, "another call, eight list", timings, GOAL_OTHER_MILLIS);
  }

  private static void figure(
      Map<String, Object> numbers, String key, String name, Timings timings, double millis) {
    Figures.latency(name, timings, millis);
    numbers.put(key, timings.numbers());
  }
}
