// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.signet.wire.codec.Protocol;

/** Bodies in JSON. */
class JsonBodyFuzzTest {
  @FuzzTest
  void isRefusedOrRead(byte[] named) {
    Bodies.readOrRefused(Protocol.JSON_1_1, named);
  }
}
