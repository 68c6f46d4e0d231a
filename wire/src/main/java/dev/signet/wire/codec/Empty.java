// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import org.jspecify.annotations.Nullable;

/** The input or output of an operation that has none. As an output it is no body at all. */
public record Empty() {
  /** The only value. */
  public static final Empty VALUE = new Empty();

  /** Reads any object. */
  public static final StructureShape<Empty> SHAPE =
      new StructureShape<>("Empty") {
        @Override
        protected Empty make(@Nullable Object[] values) {
          return VALUE;
        }

        @Override
        protected @Nullable Object get(Empty value, int member) {
          throw new IndexOutOfBoundsException(member);
        }

        @Override
        protected Shape<?> target(int member) {
          throw new IndexOutOfBoundsException(member);
        }
      };
}
