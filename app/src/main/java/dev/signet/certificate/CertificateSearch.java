// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.certificate.CertificatePurposes.Purpose;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.key.KeySpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which certificates somebody looks for (SearchCertificates).
 *
 * @param order what they are sorted by; ties in the order of ARNs
 * @param after where the page begins; empty at the beginning
 */
public record CertificateSearch(
    Criterion criterion, Order order, boolean descending, Optional<String> after, int limit) {
  /** What a certificate fulfils or not. */
  public sealed interface Criterion {
    /** Every one fulfils it. */
    Criterion EVERY = new And(List.of());

    /** No one fulfils it: a value that certificates of ours never have. */
    Criterion NONE = new Or(List.of());

    /** All of them. */
    record And(List<Criterion> parts) implements Criterion {}

    /** One of them. */
    record Or(List<Criterion> parts) implements Criterion {}

    /** Not this. */
    record Not(Criterion part) implements Criterion {}

    /** The one of an ARN. */
    record OfArn(String arn) implements Criterion {}

    /** Its common name is this, or contains it; whatever its case. */
    record CommonName(String value, boolean contains) implements Criterion {}

    /** One of its DNS names is this, or contains it; whatever its case. */
    record DnsName(String value, boolean contains) implements Criterion {}

    /** It serves the purpose. */
    record Serves(Purpose purpose) implements Criterion {}

    /** Its key may be used so. */
    record Uses(CertificateFilter.Usages usages) implements Criterion {}

    /** It has such a key. */
    record OfKey(KeySpec key) implements Criterion {}

    /** It has the serial. */
    record OfSerial(Serial serial) implements Criterion {}

    /** It ends, or begins, in this time, both ends included. */
    record Within(boolean end, Optional<Instant> from, Optional<Instant> to) implements Criterion {}

    /** Whether it may be exported; of one of a private CA nobody says. */
    record Exportable(boolean exportable) implements Criterion {}

    /** It is public, and proven so. */
    record ProvenBy(ValidationMethod method) implements Criterion {}

    /** A service of AWS manages it, by its API name. */
    record ManagedBy(String service) implements Criterion {}

    /** It is in the state. */
    record InState(CertificateLifecycle.Status status) implements Criterion {}

    /** Its newest renewal is in the state. */
    record Renewed(ManagedCertificate.RenewalStatus status) implements Criterion {}

    /** It came from there. */
    record From(CertificateOrigin origin) implements Criterion {}

    /** Whether something refers to it. */
    record InUse(boolean used) implements Criterion {}

    /** Whether somebody exported it since it was last issued. */
    record Exported(boolean exported) implements Criterion {}
  }

  /** What certificates are sorted by. */
  public enum Order {
    CREATED_AT,
    NOT_AFTER,
    NOT_BEFORE,
    ISSUED_AT,
    IMPORTED_AT,
    REVOKED_AT,
    STATUS,
    RENEWAL_STATUS,
    RENEWAL_ELIGIBILITY,
    EXPORTED,
    IN_USE,
    KEY_ALGORITHM,
    ORIGIN,
    ARN,
    COMMON_NAME
  }
}
