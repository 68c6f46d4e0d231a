// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import dev.signet.authority.AuthorityArn;
import dev.signet.cli.ApiClient;
import dev.signet.pki.cert.Certificate;
import dev.signet.wire.generated.acmpca.GetCertificateResponse;
import java.nio.charset.StandardCharsets;

/**
 * A certificate that an authority here issued.
 *
 * @param authority who issued it
 * @param answer what GetCertificate said of it
 */
record FoundCertificate(AuthorityArn authority, String arn, GetCertificateResponse answer) {

  /** The certificate of an ARN or, of an authority, of a serial. */
  static FoundCertificate ask(PcaClient pca, AuthorityArn authority, String arn) {
    return new FoundCertificate(authority, arn, pca.certificate(authority, arn));
  }

  String pem() {
    return ApiClient.present(answer.certificate());
  }

  Certificate certificate() {
    return Certificate.parse(pem().getBytes(StandardCharsets.US_ASCII));
  }
}
