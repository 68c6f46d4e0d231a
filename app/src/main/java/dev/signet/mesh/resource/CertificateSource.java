// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.resource;

import java.util.Optional;

/** Where a certificate and its key come from. */
public sealed interface CertificateSource {
  /** A managed certificate, by ARN. */
  record Acm(String arn) implements CertificateSource {}

  /** Files beside the proxy. */
  record File(String chain, String key) implements CertificateSource {}

  /** An agent beside the proxy. */
  record Sds(String name) implements CertificateSource {}

  /** The ARN of a managed certificate. */
  default Optional<String> managed() {
    return this instanceof Acm(String arn) ? Optional.of(arn) : Optional.empty();
  }
}
