// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.content;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChecksumAlgorithmTest {
  /** The check values that catalogues of checksums give, of the digits 1 to 9. */
  @ParameterizedTest
  @CsvSource({
    "CRC32, cbf43926",
    "CRC32C, e3069283",
    "CRC64NVME, ae8b14860a799888",
    "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
    "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
  })
  void aChecksumHasItsPublishedCheckValue(ChecksumAlgorithm algorithm, String expected) {
    byte[] digits = "123456789".getBytes(US_ASCII);
    ChecksumAlgorithm.Running running = algorithm.start();
    running.update(digits, 0, 4);
    running.update(digits, 4, 5);
    assertThat(HexFormat.of().formatHex(running.value())).isEqualTo(expected);
  }
}
