// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.signet.pki.status.OcspRequest;

/** Questions about certificates, from anybody. */
class OcspRequestFuzzTest {
  @FuzzTest
  void isRefusedOrRead(byte[] der) {
    Refusing.readOrRefused(() -> OcspRequest.parse(der))
        .ifPresent(asked -> {
          assertThat(asked.questions()).hasSizeBetween(1, OcspRequest.MOST);
          assertThat(OcspRequest.parse(der)).isEqualTo(asked);
        });
  }
}
