// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.SignetExtension;
import dev.signet.testkit.TestAuthority;
import dev.signet.wire.codec.Blob;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acm.ImportCertificateRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An imported certificate may have no DNS name: it is called by its ARN then. */
final class NamelessCertificateTest {
  @RegisterExtension static final SignetExtension signet = SignetExtension.now();

  @Test
  void theFirstPageShowsIt() {
    TestAuthority authority = new TestAuthority("Elsewhere");
    TestAuthority.Leaf leaf = authority.nameless();
    String arn =
        signet
            .client("us-east-1")
            .calls()
            .call(
                Acm.IMPORT_CERTIFICATE,
                ImportCertificateRequest.of(blob(leaf.chainPem()), blob(leaf.keyPem()))
                    .withCertificateChain(blob(authority.certificatePem())))
            .certificateArn();
    ConsoleVisit visit = ConsoleVisit.enter(signet);
    assertThat(visit.get(visit.page()).body())
        .contains("<td data-label=\"Issuer\">Elsewhere</td>")
        .contains(String.valueOf(arn).substring(String.valueOf(arn).lastIndexOf('/') + 1))
        .contains("by whoever imported it");
  }

  private static Blob blob(String text) {
    return Blob.of(text.getBytes(StandardCharsets.US_ASCII));
  }
}
