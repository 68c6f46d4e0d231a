// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.api;

import dev.signet.authority.lifecycle.Authority;
import dev.signet.authority.lifecycle.CreateCommand;
import dev.signet.authority.lifecycle.PkiRefusals;
import dev.signet.authority.lifecycle.RevocationSettings;
import dev.signet.kernel.Refusal;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.path.CaType;
import dev.signet.wire.codec.Json;
import dev.signet.wire.generated.acmpca.CertificateAuthority;
import dev.signet.wire.generated.acmpca.CertificateAuthorityConfiguration;
import dev.signet.wire.generated.acmpca.CertificateAuthorityStatus;
import dev.signet.wire.generated.acmpca.CertificateAuthorityType;
import dev.signet.wire.generated.acmpca.CertificateAuthorityUsageMode;
import dev.signet.wire.generated.acmpca.CreateCertificateAuthorityRequest;
import dev.signet.wire.generated.acmpca.KeyStorageSecurityStandard;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Reads and writes authorities in the API's shapes; part of the {@code …Api} files. */
final class AuthorityWire {
  private AuthorityWire() {}

  static CreateCommand command(CreateCertificateAuthorityRequest request) {
    CertificateAuthorityConfiguration configuration = request.certificateAuthorityConfiguration();
    String keyName = configuration.keyAlgorithm().value();
    KeySpec key =
        KeySpec.named(keyName)
            .orElseThrow(() -> Refusal.invalid("KeyAlgorithm " + keyName + " is not supported"));
    String schemeName = configuration.signingAlgorithm().value();
    SignatureScheme scheme =
        SignatureScheme.named(schemeName)
            .filter(s -> s.fits(key))
            .orElseThrow(() ->
                Refusal.invalid(
                    "SigningAlgorithm "
                        + schemeName
                        + ": expected one that fits the key algorithm "
                        + keyName));
    KeyStorageSecurityStandard storage = request.keyStorageSecurityStandard();
    return new CreateCommand(
        CaType.valueOf(request.certificateAuthorityType().value()),
        key,
        scheme,
        PkiRefusals.translate(() -> SubjectWire.name(configuration.subject())),
        PkiRefusals.translate(() -> CsrExtensionsWire.extensions(configuration.csrExtensions())),
        new Authority.CreationSettings(
            new String(
                Json.write(CertificateAuthorityConfiguration.SHAPE, configuration),
                StandardCharsets.UTF_8),
            request.usageMode() == CertificateAuthorityUsageMode.SHORT_LIVED_CERTIFICATE,
            storage == null ? "FIPS_140_2_LEVEL_3_OR_HIGHER" : storage.value()),
        RevocationWire.changed(RevocationSettings.DISABLED, request.revocationConfiguration()),
        AcmPcaGrantsApi.given(request.tags()),
        Optional.ofNullable(request.idempotencyToken()));
  }

  static CertificateAuthority describe(Authority authority, Instant now) {
    Authority.CreationSettings settings = authority.settings();
    CertificateAuthority described =
        CertificateAuthority.of()
            .withArn(authority.arn().toString())
            .withOwnerAccount(authority.arn().home().account().value())
            .withCreatedAt(authority.createdAt())
            .withLastStateChangeAt(authority.changedAt())
            .withType(CertificateAuthorityType.valueOf(authority.type().name()))
            .withStatus(CertificateAuthorityStatus.valueOf(authority.seen(now).name()))
            .withCertificateAuthorityConfiguration(
                Json.read(
                    CertificateAuthorityConfiguration.SHAPE,
                    settings.configuration().getBytes(StandardCharsets.UTF_8)))
            .withRevocationConfiguration(RevocationWire.describe(authority.revocation()))
            .withKeyStorageSecurityStandard(storage(settings.keyStorage()))
            .withUsageMode(
                settings.shortLived()
                    ? CertificateAuthorityUsageMode.SHORT_LIVED_CERTIFICATE
                    : CertificateAuthorityUsageMode.GENERAL_PURPOSE)
            .withRestorableUntil(authority.restorableUntil().orElse(null));
    if (authority.installed().isEmpty()) {
      return described;
    }
    Certificate certificate = authority.installed().get().chain().first();
    return described
        .withSerial(certificate.serial().decimal())
        .withNotBefore(certificate.period().notBefore())
        .withNotAfter(certificate.period().notAfter());
  }

  private static KeyStorageSecurityStandard storage(String value) {
    for (KeyStorageSecurityStandard standard : KeyStorageSecurityStandard.values()) {
      if (standard.value().equals(value)) {
        return standard;
      }
    }
    throw new IllegalStateException("unknown key storage standard " + value);
  }
}
