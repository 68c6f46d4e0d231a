// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.resource;

import java.util.Optional;

/**
 * TLS of a listener.
 *
 * @param clients how clients are validated; absent when the spec does not demand it
 */
public record ListenerTls(Mode mode, CertificateSource certificate, Optional<Validation> clients) {
  /** What is accepted; the API's words. */
  public enum Mode {
    DISABLED,
    PERMISSIVE,
    STRICT
  }
}
