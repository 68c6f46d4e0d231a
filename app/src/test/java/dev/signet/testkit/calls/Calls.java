// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit.calls;

import dev.signet.wire.codec.Operation;

/** One caller of the product, in one Region. */
public interface Calls {
  /** Calls an operation; throws whatever tells that it was not answered with success. */
  <I, O> O call(Operation<I, O> operation, I input);

  /** The private CA. */
  default PrivateCaCalls pca() {
    return new PrivateCaCalls(this);
  }

  /** The certificate manager. */
  default CertificateCalls acm() {
    return new CertificateCalls(this);
  }

  /** Meshes, and who joins them. */
  default MeshCalls mesh() {
    return new MeshCalls(this);
  }
}
