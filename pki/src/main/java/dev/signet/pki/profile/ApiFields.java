// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.profile;

import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.codec.Decoding;
import dev.signet.pki.name.DistinguishedName;
import java.util.List;
import java.util.Optional;

/**
 * What the API call brings for a certificate (ApiPassthrough); it counts where the template takes
 * it.
 *
 * @param subject in place of the request's
 * @param extensions in the order of the call
 */
public record ApiFields(Optional<DistinguishedName> subject, Extensions extensions) {
  /** Nothing. */
  public static final ApiFields NONE = new ApiFields(Optional.empty(), Extensions.none());

  /** These; refuses with {@link Reason#MALFORMED_EXTENSION} an extension that stands twice. */
  public static ApiFields of(Optional<DistinguishedName> subject, List<Extension> extensions) {
    return Decoding.as(
        Reason.MALFORMED_EXTENSION,
        "ApiPassthrough",
        () -> new ApiFields(subject, new Extensions(extensions)));
  }
}
