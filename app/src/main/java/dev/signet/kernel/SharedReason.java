// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

/** Reasons that every service has, spelled by each in its own way. */
public enum SharedReason implements Refusal.Reason {
  /** A tag's key or value has illegal characters, is too long, or its key is reserved. */
  ILLEGAL_TAG(Refusal.Kind.INVALID),
  /** One key is given twice. */
  TAG_GIVEN_TWICE(Refusal.Kind.INVALID),
  /** More tags than a resource may carry. */
  TOO_MANY_TAGS(Refusal.Kind.EXCEEDED),
  /** A page token that is none of this listing, or has expired. */
  BAD_PAGE_TOKEN(Refusal.Kind.INVALID),
  /** A client's token that came with another request before. */
  TOKEN_REUSED(Refusal.Kind.CONFLICT);

  private final Refusal.Kind kind;

  SharedReason(Refusal.Kind kind) {
    this.kind = kind;
  }

  @Override
  public Refusal.Kind kind() {
    return kind;
  }
}
