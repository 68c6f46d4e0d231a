// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.api;

import dev.signet.authority.AuthorityArn;
import dev.signet.authority.issuing.IssueCommand;
import dev.signet.authority.lifecycle.PkiRefusals;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Region;
import dev.signet.pki.cert.ValidityTerm;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.profile.ApiFields;
import dev.signet.pki.profile.Profile;
import dev.signet.wire.codec.Json;
import dev.signet.wire.generated.acmpca.ApiPassthrough;
import dev.signet.wire.generated.acmpca.IssueCertificateRequest;
import dev.signet.wire.generated.acmpca.ValidityPeriodType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what shall be issued. */
final class IssueWire {
  private static final byte[] NOTHING = {};
  private static final String DEFAULT_TEMPLATE = "EndEntityCertificate";

  private IssueWire() {}

  /**
   * The command.
   *
   * @param region where it is called: templates are of its partition
   */
  static IssueCommand command(
      AuthorityArn authority, IssueCertificateRequest request, Region region) {
    ApiPassthrough passthrough = request.apiPassthrough();
    Profile template = template(request.templateArn(), region);
    return PkiRefusals.translate(() ->
        new IssueCommand(
            authority,
            request.csr().bytes(),
            scheme(request.signingAlgorithm().value()),
            template,
            validity(request.validity().type(), request.validity().value()),
            Optional.ofNullable(request.validityNotBefore())
                .map(start -> validity(start.type(), start.value())),
            passthrough == null ? NOTHING : Json.write(ApiPassthrough.SHAPE, passthrough),
            // What the template does not take is ignored, whatever it says.
            passthrough == null || !template.passthrough().takesApi()
                ? ApiFields.NONE
                : ApiPassthroughWire.fields(passthrough),
            Optional.ofNullable(request.idempotencyToken())));
  }

  private static SignatureScheme scheme(String name) {
    return SignatureScheme.named(name)
        .orElseThrow(() -> Refusal.invalid("SigningAlgorithm " + name + " is not supported"));
  }

  private static ValidityTerm validity(ValidityPeriodType type, long value) {
    return new ValidityTerm(ValidityTerm.Type.named(type.value()).orElseThrow(), value);
  }

  private static Profile template(@Nullable String arn, Region region) {
    if (arn == null) {
      return Profile.named(DEFAULT_TEMPLATE).orElseThrow();
    }
    String start = "arn:" + region.partition() + ":acm-pca:::template/";
    if (arn.startsWith(start) && arn.endsWith("/V1")) {
      String name = arn.substring(start.length(), arn.length() - "/V1".length());
      Optional<Profile> profile = Profile.named(name);
      if (profile.isPresent()) {
        return profile.get();
      }
    }
    throw Refusal.invalid(
        "TemplateArn '"
            + arn
            + "': expected a template such as "
            + start
            + DEFAULT_TEMPLATE
            + "/V1");
  }
}
