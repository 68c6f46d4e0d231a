// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.wire.codec.Operation;
import dev.signet.wire.codec.Protocol;
import dev.signet.wire.generated.acmpca.AcmPca;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Bodies of the private CA's operations: an octet {@code A…} that names one, then its body. */
final class Bodies {
  private static final List<Operation<?, ?>> OPERATIONS = AcmPca.SERVICE.operations();

  private Bodies() {}

  /** What is accepted says the same when it is written again. */
  static void readOrRefused(Protocol protocol, byte[] named) {
    if (named.length > 0) {
      Operation<?, ?> operation = OPERATIONS.get(Math.floorMod(named[0] - 'A', OPERATIONS.size()));
      read(operation, protocol, Arrays.copyOfRange(named, 1, named.length));
    }
  }

  private static <I> void read(Operation<I, ?> operation, Protocol protocol, byte[] body) {
    Refusing.readOrRefused(() -> decoded(operation, protocol, body))
        .ifPresent(input ->
            assertThat(decoded(operation, Protocol.JSON_1_1, operation.encodeInput(input)))
                .isEqualTo(input));
  }

  private static <I> I decoded(Operation<I, ?> operation, Protocol protocol, byte[] body) {
    return operation.decodeInput(protocol, Map.of(), null, body);
  }
}
