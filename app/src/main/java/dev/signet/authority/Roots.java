// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.authority.issuing.IssueCommand;
import dev.signet.authority.issuing.IssuedArn;
import dev.signet.authority.issuing.IssuedCertificates;
import dev.signet.authority.lifecycle.Authority;
import dev.signet.authority.lifecycle.CreateCommand;
import dev.signet.authority.lifecycle.OwnAuthorities;
import dev.signet.authority.lifecycle.RevocationSettings;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Tags;
import dev.signet.pki.cert.ValidityTerm;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.path.CaType;
import dev.signet.pki.profile.ApiFields;
import dev.signet.pki.profile.Profile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Makes roots for other rooms; they are authorities like all others. */
public final class Roots {
  private static final KeySpec KEY = KeySpec.EC_P256;
  private static final ValidityTerm LIFE = new ValidityTerm(ValidityTerm.Type.YEARS, 20);

  private final OwnAuthorities own;
  private final IssuedCertificates certificates;

  Roots(OwnAuthorities own, IssuedCertificates certificates) {
    this.own = own;
    this.certificates = certificates;
  }

  /**
   * Makes a root that may issue, and answers its ARN.
   *
   * @param commonName letters, digits, blanks and hyphens
   * @param token by which a repeat within five minutes, as after a crash, goes on with the same one
   */
  public String make(Caller owner, String commonName, String token) {
    SignatureScheme scheme = SignatureScheme.usualFor(KEY);
    AuthorityArn arn = own.create(owner, command(commonName, scheme, token));
    if (own.find(owner, arn).installed().isEmpty()) {
      IssuedArn issued = certificates.issue(owner, self(owner, arn, scheme, token));
      String pem = certificates.get(owner, issued).certificate().pem();
      own.install(owner, arn, pem.getBytes(StandardCharsets.US_ASCII), new byte[0]);
    }
    return arn.toString();
  }

  private static CreateCommand command(String commonName, SignatureScheme scheme, String token) {
    String configuration =
        """
        {"KeyAlgorithm":"%s","SigningAlgorithm":"%s","Subject":{"CommonName":"%s"}}\
        """
            .formatted(KEY.awsName(), scheme.name(), commonName);
    return new CreateCommand(
        CaType.ROOT,
        KEY,
        scheme,
        DistinguishedName.of(AttributeType.COMMON_NAME, commonName),
        List.of(),
        new Authority.CreationSettings(configuration, false, "FIPS_140_2_LEVEL_3_OR_HIGHER"),
        RevocationSettings.DISABLED,
        Tags.NONE,
        Optional.of(token));
  }

  private IssueCommand self(Caller owner, AuthorityArn arn, SignatureScheme scheme, String token) {
    return new IssueCommand(
        arn,
        own.csr(owner, arn).getBytes(StandardCharsets.US_ASCII),
        scheme,
        Profile.named("RootCACertificate").orElseThrow(),
        LIFE,
        Optional.empty(),
        new byte[0],
        ApiFields.NONE,
        Optional.of(token));
  }
}
