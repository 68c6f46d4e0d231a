// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.util.List;

/**
 * The operations of one service, generated; operations know their number in it. Shapes are asked
 * for one by one, so that only those of operations in use are loaded: most of a model is not.
 */
public interface OperationTable {
  /** All operations, in alphabetical order. */
  List<Operation<?, ?>> operations();

  /** The shape of an operation's input. */
  StructureShape<?> input(int operation);

  /** The shape of an operation's output. */
  StructureShape<?> output(int operation);
}
