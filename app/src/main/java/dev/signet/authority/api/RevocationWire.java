// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.api;

import dev.signet.authority.OutsideBuckets;
import dev.signet.authority.lifecycle.RevocationSettings;
import dev.signet.authority.lifecycle.RevocationSettings.Crl;
import dev.signet.authority.lifecycle.RevocationSettings.Ocsp;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.pki.name.GeneralName;
import dev.signet.wire.generated.acmpca.CrlConfiguration;
import dev.signet.wire.generated.acmpca.CrlDistributionPointExtensionConfiguration;
import dev.signet.wire.generated.acmpca.CrlType;
import dev.signet.wire.generated.acmpca.OcspConfiguration;
import dev.signet.wire.generated.acmpca.RevocationConfiguration;
import dev.signet.wire.generated.acmpca.S3ObjectAcl;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes how an authority tells what it revoked. */
final class RevocationWire {
  private RevocationWire() {}

  /** What was, changed by what is given: a part that is not given stays. */
  static RevocationSettings changed(
      RevocationSettings present, @Nullable RevocationConfiguration given) {
    if (given == null) {
      return present;
    }
    CrlConfiguration crl = given.crlConfiguration();
    OcspConfiguration ocsp = given.ocspConfiguration();
    return new RevocationSettings(
        crl == null ? present.crl() : crl(crl), ocsp == null ? present.ocsp() : ocsp(ocsp));
  }

  /** A bucket that is named takes CRLs, as everybody or its owner alone shall read them. */
  static void requireBucket(
      Caller caller, @Nullable RevocationConfiguration given, OutsideBuckets buckets) {
    CrlConfiguration crl = given == null ? null : given.crlConfiguration();
    if (crl == null || !crl.enabled() || crl.s3BucketName() == null) {
      return;
    }
    try {
      buckets.requireWritable(
          caller, crl.s3BucketName(), crl.s3ObjectAcl() != S3ObjectAcl.BUCKET_OWNER_FULL_CONTROL);
    } catch (Refusal refusal) {
      throw Refusal.malformed(
          "The ACM Private CA service account 'acm-pca.amazonaws.com' requires getBucketAcl"
              + " permissions for your S3 bucket '"
              + crl.s3BucketName()
              + "'. Check your S3 bucket permissions and try again: "
              + refusal.message());
    }
  }

  private static Optional<Crl> crl(CrlConfiguration given) {
    if (!given.enabled()) {
      if (!given.equals(CrlConfiguration.of(false))) {
        throw Refusal.invalid("CrlConfiguration: expected no other member when Enabled is false");
      }
      return Optional.empty();
    }
    if (given.expirationInDays() == null) {
      throw Refusal.invalid(
          "CrlConfiguration.ExpirationInDays: expected 1 to 5000 when Enabled is true");
    }
    boolean omitted = isOmitted(given.crlDistributionPointExtensionConfiguration());
    Optional<String> host = host("CrlConfiguration.CustomCname", given.customCname());
    if (omitted && host.isPresent()) {
      throw Refusal.invalid(
          "CrlConfiguration.CustomCname: expected none when OmitExtension is true");
    }
    return Optional.of(
        new Crl(
            given.expirationInDays(),
            host,
            Optional.ofNullable(given.s3BucketName()),
            isForEverybody(given),
            omitted,
            given.crlType() == CrlType.PARTITIONED,
            Optional.ofNullable(given.customPath())));
  }

  private static boolean isForEverybody(CrlConfiguration given) {
    return given.s3ObjectAcl() != S3ObjectAcl.BUCKET_OWNER_FULL_CONTROL;
  }

  private static boolean isOmitted(@Nullable CrlDistributionPointExtensionConfiguration given) {
    return given != null && given.omitExtension();
  }

  private static Optional<Ocsp> ocsp(OcspConfiguration given) {
    if (!given.enabled()) {
      if (!given.equals(OcspConfiguration.of(false))) {
        throw Refusal.invalid("OcspConfiguration: expected no other member when Enabled is false");
      }
      return Optional.empty();
    }
    return Optional.of(
        new Ocsp(host("OcspConfiguration.OcspCustomCname", given.ocspCustomCname())));
  }

  /** A host, perhaps with port and path; what clients get is {@code http://} and this. */
  private static Optional<String> host(String member, @Nullable String given) {
    if (given == null || given.isEmpty()) {
      return Optional.empty();
    }
    String lower = given.toLowerCase(Locale.ROOT);
    if (lower.startsWith("http://") || lower.startsWith("https://")) {
      throw Refusal.invalid(
          member + " '" + given + "': expected a host without http:// or https://");
    }
    if (new GeneralName.Uri("http://" + given).fault().isPresent()) {
      throw Refusal.invalid(
          member + " '" + given + "': expected a host, perhaps with port and path");
    }
    return Optional.of(given);
  }

  /** Both parts, also when they are disabled. */
  static RevocationConfiguration describe(RevocationSettings settings) {
    return RevocationConfiguration.of()
        .withCrlConfiguration(
            settings.crl().map(RevocationWire::describe).orElse(CrlConfiguration.of(false)))
        .withOcspConfiguration(
            settings
                .ocsp()
                .map(ocsp ->
                    OcspConfiguration.of(true).withOcspCustomCname(ocsp.host().orElse(null)))
                .orElse(OcspConfiguration.of(false)));
  }

  private static CrlConfiguration describe(Crl crl) {
    return CrlConfiguration.of(true)
        .withExpirationInDays(crl.days())
        .withCustomCname(crl.host().orElse(null))
        .withS3BucketName(crl.bucket().orElse(null))
        .withS3ObjectAcl(
            crl.everybody() ? S3ObjectAcl.PUBLIC_READ : S3ObjectAcl.BUCKET_OWNER_FULL_CONTROL)
        .withCrlDistributionPointExtensionConfiguration(
            crl.omitted() ? new CrlDistributionPointExtensionConfiguration(true) : null)
        .withCrlType(crl.partitioned() ? CrlType.PARTITIONED : CrlType.COMPLETE)
        .withCustomPath(crl.path().orElse(null));
  }
}
