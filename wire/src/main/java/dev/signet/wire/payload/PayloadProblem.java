// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.payload;

import java.io.IOException;

/** A body is not what its signature vouches for, or is no body. */
public final class PayloadProblem extends IOException {
  /** What is wrong. */
  public enum Kind {
    /** It has another hash than the one that was signed. */
    OTHER_HASH,
    /** The signature of a chunk, or of the trailing headers, is false. */
    FALSE_SIGNATURE,
    /** It is not in chunks as {@code aws-chunked} has them. */
    MALFORMED,
    /** It ends before its last chunk. */
    CUT_OFF
  }

  private final Kind kind;

  PayloadProblem(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** What is wrong. */
  public Kind kind() {
    return kind;
  }
}
