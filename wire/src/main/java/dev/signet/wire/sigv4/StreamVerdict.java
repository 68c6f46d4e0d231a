// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.sigv4;

/** What a {@link StreamVerifier} says of a request whose body is still to come. */
public sealed interface StreamVerdict {
  /**
   * Signed by a known key; its body is yet to be held against what vouches for it.
   *
   * @param signer as {@link Verdict.Verified}
   */
  record Proven(Verdict.Verified signer, Payload payload) implements StreamVerdict {}

  /** Not to be answered. */
  record Denied(Verdict.Refused why) implements StreamVerdict {}
}
