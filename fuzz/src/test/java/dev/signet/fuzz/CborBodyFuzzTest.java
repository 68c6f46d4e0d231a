// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.signet.wire.codec.Protocol;

/** Bodies in CBOR. */
class CborBodyFuzzTest {
  @FuzzTest
  void isRefusedOrRead(byte[] named) {
    Bodies.readOrRefused(Protocol.RPC_V2_CBOR, named);
  }
}
