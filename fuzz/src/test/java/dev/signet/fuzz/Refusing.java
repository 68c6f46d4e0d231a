// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.fuzz;

import dev.signet.kernel.Refusal;
import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.wire.codec.Problem;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The answers "no" that a stranger may get. */
public final class Refusing {
  /** With these the fault is ours. */
  private static final Set<Reason> OURS = EnumSet.of(Reason.LINT, Reason.BAD_SIGNATURE);

  private Refusing() {}

  /** What was read; empty where it was refused as the product refuses, with words. */
  public static <T> Optional<T> readOrRefused(Supplier<T> reader) {
    try {
      return Optional.of(reader.get());
    } catch (PkiException refused) {
      if (OURS.contains(refused.reason()) || refused.getMessage().isBlank()) {
        throw refused;
      }
    } catch (Problem refused) {
      if (refused.message().isBlank()) {
        throw refused;
      }
    } catch (Refusal refused) {
      if (String.valueOf(refused.getMessage()).isBlank()) {
        throw refused;
      }
    }
    return Optional.empty();
  }
}
