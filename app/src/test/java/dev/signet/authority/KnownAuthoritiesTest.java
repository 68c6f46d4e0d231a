// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.SignedClient.Answer;
import dev.signet.testkit.SignetExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Authorities are kept in memory: no caller may see one as it was before an answered change. */
final class KnownAuthoritiesTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-01-01T00:00:00Z");

  private final CaCalls calls = new CaCalls(signet.client("us-east-1"));

  @Test
  void noneIssuesAfterDisablingItWasAnswered() throws Exception {
    String root = calls.activeRoot();
    String csr = calls.csr(root);
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      for (int round = 0; round < 20; round++) {
        List<Future<Boolean>> meanwhile = start(pool, 8, () -> issue(root, csr));
        update(root, "DISABLED");
        List<Future<Boolean>> after = start(pool, 8, () -> issue(root, csr));
        for (Future<Boolean> issued : after) {
          assertThat(issued.get()).isFalse();
        }
        finish(meanwhile);
        update(root, "ACTIVE");
        assertThat(issue(root, csr)).isTrue();
      }
    }
  }

  private static List<Future<Boolean>> start(
      ExecutorService pool, int times, Callable<Boolean> call) {
    List<Future<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      all.add(pool.submit(call));
    }
    return all;
  }

  private static void finish(List<Future<Boolean>> all)
      throws ExecutionException, InterruptedException {
    for (Future<Boolean> each : all) {
      each.get();
    }
  }

  /** Whether a certificate was issued; anything but that and the right refusal fails. */
  private boolean issue(String root, String csr) {
    Answer answer = calls.issue(root, csr, "EndEntityCertificate");
    if (answer.json().has("CertificateArn")) {
      return true;
    }
    assertThat(answer.errorType()).isEqualTo("InvalidStateException");
    return false;
  }

  private void update(String root, String status) {
    CaCalls.ok(calls.on("UpdateCertificateAuthority", root, Map.of("Status", status)));
  }
}
