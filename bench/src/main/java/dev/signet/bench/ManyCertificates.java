// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import dev.signet.testkit.calls.HttpCalls;
import dev.signet.testkit.calls.PrivateCaCalls.Kind;
import dev.signet.wire.codec.Operation;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acm.CertificateFilter;
import dev.signet.wire.generated.acm.CertificateFilterStatement;
import dev.signet.wire.generated.acm.ComparisonOperator;
import dev.signet.wire.generated.acm.DescribeCertificateRequest;
import dev.signet.wire.generated.acm.DnsNameFilter;
import dev.signet.wire.generated.acm.KeyAlgorithm;
import dev.signet.wire.generated.acm.ListCertificatesRequest;
import dev.signet.wire.generated.acm.ListCertificatesResponse;
import dev.signet.wire.generated.acm.RequestCertificateRequest;
import dev.signet.wire.generated.acm.SearchCertificatesRequest;
import dev.signet.wire.generated.acm.SubjectAlternativeNameFilter;
import dev.signet.wire.generated.acm.X509AttributeFilter;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Managed certificates of one account and Region, and callers that look at them. */
final class ManyCertificates {
  /** Signatures are good for five minutes. */
  private static final int AT_ONCE = 5_000;

  private final String one;
  private final int count;
  private final double perSecond;
  private final HttpClient client = HttpClient.newHttpClient();

  private ManyCertificates(String one, int count, double perSecond) {
    this.one = one;
    this.count = count;
    this.perSecond = perSecond;
  }

  /** Requests so many on P-256, and one on RSA-2048, and waits for their answers. */
  static ManyCertificates request(Server server, int count) {
    HttpCalls calls = server.calls();
    String elliptic = calls.pca().root("Bench root", Kind.P256);
    String rsa = calls.pca().root("Bench root", Kind.RSA_2048);
    String one = calls.acm().privateCertificate("one.bench.example", rsa, Kind.RSA_2048);
    long began = System.nanoTime();
    for (int first = 0; first < count; first += AT_ONCE) {
      List<byte[]> requests =
          IntStream.range(first, Math.min(count, first + AT_ONCE))
              .mapToObj(i ->
                  RequestCertificateRequest.of(name(i))
                      .withCertificateAuthorityArn(elliptic)
                      .withKeyAlgorithm(KeyAlgorithm.EC_PRIME256V1))
              .map(input -> HttpMessage.request(calls.prepare(Acm.REQUEST_CERTIFICATE, input)))
              .toList();
      var _ = Load.once(server.address(), requests);
    }
    return new ManyCertificates(one, count, count / ((System.nanoTime() - began) / 1e9));
  }

  double perSecond() {
    return perSecond;
  }

  /** Reads all pages, one after the other. */
  Timings pages(HttpCalls calls, ListCertificatesRequest request) {
    Timings timings = new Timings();
    @Nullable String token = null;
    do {
      HttpResponse<byte[]> answer =
          timed(calls, Acm.LIST_CERTIFICATES, request.withNextToken(token), timings);
      ListCertificatesResponse page = HttpCalls.answer(Acm.LIST_CERTIFICATES, answer);
      token = page.nextToken();
    } while (token != null);
    return timings;
  }

  /** Reads the first page again and again. */
  Timings repeated(HttpCalls calls, ListCertificatesRequest request, int rounds) {
    Timings timings = new Timings();
    for (int i = 0; i < rounds; i++) {
      var _ = timed(calls, Acm.LIST_CERTIFICATES, request, timings);
    }
    return timings;
  }

  /** Searches for one name after the other; each has one certificate. */
  Timings searches(HttpCalls calls, int rounds) {
    Timings timings = new Timings();
    for (int i = 0; i < rounds; i++) {
      CertificateFilterStatement named = named(name(i * (long) count / rounds));
      var answer =
          timed(
              calls,
              Acm.SEARCH_CERTIFICATES,
              SearchCertificatesRequest.of().withFilterStatement(named),
              timings);
      List<?> found = HttpCalls.answer(Acm.SEARCH_CERTIFICATES, answer).results();
      if (found == null || found.size() != 1) {
        throw new BenchFailed(named + " was answered " + found + ": expected one certificate");
      }
    }
    return timings;
  }

  private static CertificateFilterStatement named(String name) {
    var names = new DnsNameFilter(name, ComparisonOperator.EQUALS);
    return new CertificateFilterStatement.Filter(
        new CertificateFilter.X509AttributeFilter(
            new X509AttributeFilter.SubjectAlternativeName(
                new SubjectAlternativeNameFilter.DnsName(names))));
  }

  private static String name(long number) {
    return "n%06d.bench.example".formatted(number);
  }

  /** Describes one certificate again and again. */
  Timings describes(HttpCalls calls, Duration time) {
    Timings timings = new Timings();
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      var _ = timed(calls, Acm.DESCRIBE_CERTIFICATE, new DescribeCertificateRequest(one), timings);
    }
    return timings;
  }

  /** The same while others list, each the next page as soon as it has one. */
  Timings beside(Server server, ListCertificatesRequest request, int callers, Duration time) {
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService pool = Executors.newFixedThreadPool(callers)) {
      List<Future<?>> all =
          IntStream.range(0, callers)
              .<Future<?>>mapToObj(i -> pool.submit(() -> listUntil(over, server.calls(), request)))
              .toList();
      try {
        return describes(server.calls(), time);
      } finally {
        over.set(true);
        all.forEach(each -> Programs.uninterrupted(() -> ended(each)));
      }
    }
  }

  private void listUntil(AtomicBoolean over, HttpCalls calls, ListCertificatesRequest request) {
    Timings ignored = new Timings();
    while (!over.get()) {
      var _ = timed(calls, Acm.LIST_CERTIFICATES, request, ignored);
    }
  }

  private static boolean ended(Future<?> caller) throws InterruptedException {
    try {
      caller.get();
      return true;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new BenchFailed("a caller that lists failed: " + e.getCause());
    }
  }

  /** From a signed request to its whole answer. */
  private <I> HttpResponse<byte[]> timed(
      HttpCalls calls, Operation<I, ?> operation, I input, Timings timings) {
    var request = calls.prepare(operation, input).http();
    return Programs.uninterrupted(() -> {
      try {
        long began = System.nanoTime();
        HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
        timings.add(System.nanoTime() - began);
        if (answer.statusCode() != 200) {
          throw new BenchFailed(operation.name() + " was answered " + answer.statusCode());
        }
        return answer;
      } catch (IOException e) {
        throw new BenchFailed(operation.name() + ": " + e.getMessage());
      }
    });
  }
}
