// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.signet.authority.AuthorityArn;
import dev.signet.certificate.CertificateArn;
import dev.signet.kernel.Arn;
import dev.signet.proxy.ProxyResource;
import java.nio.charset.StandardCharsets;

/** Names of resources: what is read is spelled as it came. */
class ArnFuzzTest {
  @FuzzTest
  void isRefusedOrSpelledAsItCame(byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    Arn.parse(text).ifPresent(arn -> assertThat(arn).hasToString(text));
    AuthorityArn.parse(text)
        .ifPresent(arn -> {
          assertThat(arn).hasToString(text);
          assertThat(text).contains(arn.home().region().name()).endsWith(arn.id());
        });
    CertificateArn.parse(text).ifPresent(arn -> assertThat(arn).hasToString(text));
    Refusing.readOrRefused(() -> ProxyResource.of(text))
        .ifPresent(resource -> assertThat(text).contains(resource.mesh(), resource.name()));
  }
}
