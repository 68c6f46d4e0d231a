// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.SignetExtension;
import dev.signet.testkit.calls.PrivateCaCalls.Kind;
import dev.signet.wire.codec.Blob;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acm.ExportCertificateRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Certificates that want a look come first on the first page. */
final class WatchedCertificatesTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-01-01T00:00:00Z");

  private static final String HEAD = "Certificates that fail or end soon";

  private static String page() {
    ConsoleVisit visit = ConsoleVisit.enter(signet);
    return visit.get(visit.page()).body();
  }

  @Test
  void whatFailsComesBeforeWhatEndsSoonAndNothingElseIsThere() {
    String root = signet.pca().root("Strict Root", Kind.P256);
    signet.acm().privateCertificate("calm.example", root);
    String failing = signet.acm().privateCertificate("failing.example", root);
    signet
        .client("us-east-1")
        .calls()
        .call(
            Acm.EXPORT_CERTIFICATE,
            new ExportCertificateRequest(
                failing, Blob.of("passphrase".getBytes(StandardCharsets.UTF_8))));
    assertThat(page())
        .doesNotContain(HEAD)
        .contains("<td data-label=\"Issuer\">Strict Root</td>")
        .contains("none: nobody depends on it", "<small>2026-12-");
    signet.clock().advance(Duration.ofDays(340));
    signet.acm().renew(failing); // which the CA did not permit
    String late = page();
    String watched = late.substring(late.indexOf(HEAD), late.indexOf("<h2>Certificates</h2>"));
    assertThat(watched).containsSubsequence("failing.example", "PCA_ACCESS_DENIED", "calm.example");
    assertThat(watched.substring(watched.indexOf("calm.example")))
        .doesNotContain("PCA_ACCESS_DENIED");
  }
}
