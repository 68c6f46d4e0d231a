// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import dev.signet.testkit.calls.HttpCalls;
import dev.signet.testkit.calls.PrivateCaCalls;
import dev.signet.testkit.calls.PrivateCaCalls.Kind;
import dev.signet.wire.generated.acmpca.AcmPca;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Roots on P-256, all of one account and Region. */
record ManyAuthorities(List<String> arns) {
  private static final int CALLERS = 8;

  /** Makes so many by the usual calls. */
  static ManyAuthorities make(Server server, int count) {
    PrivateCaCalls pca = server.calls().pca();
    try (ExecutorService pool = Executors.newFixedThreadPool(CALLERS)) {
      List<Future<String>> all =
          IntStream.range(0, count)
              .mapToObj(i -> pool.submit(() -> pca.root("Bench root " + i, Kind.P256)))
              .toList();
      return new ManyAuthorities(all.stream().map(ManyAuthorities::made).toList());
    }
  }

  private static String made(Future<String> authority) {
    return Programs.uninterrupted(() -> {
      try {
        return authority.get();
      } catch (ExecutionException e) {
        throw new BenchFailed("an authority could not be made: " + e.getCause());
      }
    });
  }

  /** Ready requests for end-entity certificates, one of each authority, over and over. */
  List<byte[]> readyToIssue(HttpCalls calls, List<byte[]> csrs) {
    return IntStream.range(0, Math.max(arns.size(), csrs.size()))
        .mapToObj(i -> {
          String csr = new String(csrs.get(i % csrs.size()), StandardCharsets.US_ASCII);
          String authority = arns.get(i % arns.size());
          return PrivateCaCalls.issuing(authority, Kind.P256, csr, "EndEntityCertificate/V1", 30);
        })
        .map(input -> HttpMessage.request(calls.prepare(AcmPca.ISSUE_CERTIFICATE, input)))
        .toList();
  }
}
