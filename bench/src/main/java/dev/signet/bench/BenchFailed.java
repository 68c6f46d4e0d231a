// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

/** Why a benchmark has no result, in one line for the person who ran it. */
final class BenchFailed extends RuntimeException {
  BenchFailed(String message) {
    super(message, null, false, false);
  }
}
