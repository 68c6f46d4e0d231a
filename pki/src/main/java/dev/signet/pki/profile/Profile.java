// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.profile;

import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.cert.BasicConstraints;
import dev.signet.pki.cert.ExtendedKeyUsage;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.cert.ValidityPeriod;
import dev.signet.pki.csr.ProvenRequest;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.profile.Blueprint.Kind;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a certificate of one kind says beside its subject: the templates of AWS Private CA by their
 * names, and what a caller builds of its own.
 */
public final class Profile {
  private final String name;
  private final Passthrough passthrough;
  private final OptionalInt pathLength;
  private final Blueprint blueprint;

  Profile(String name, Passthrough passthrough, OptionalInt pathLength, Blueprint blueprint) {
    this.name = name;
    this.passthrough = passthrough;
    this.pathLength = pathLength;
    this.blueprint = blueprint;
  }

  /**
   * A profile of the caller's own: an end entity of TLS for one purpose, with a key that only ever
   * signs (RFC 5280 section 4.2.1.3), as every suite of TLS 1.3 needs it.
   */
  public static Profile ofTls(String name, ExtendedKeyUsage purpose) {
    return new Profile(name, Passthrough.NONE, OptionalInt.empty(), Blueprint.signingTls(purpose));
  }

  /**
   * A profile of the caller's own: like RootCACertificate, with at most so many CAs below it on a
   * path.
   */
  public static Profile ofRoot(String name, int pathLength) {
    return new Profile(name, Passthrough.NONE, OptionalInt.of(pathLength), Blueprint.ca(Kind.ROOT));
  }

  /**
   * The AWS template with this name, {@code EndEntityCertificate}: the part of its ARN between
   * {@code template/} and {@code /V1}.
   */
  public static Optional<Profile> named(String templateName) {
    return Optional.ofNullable(Templates.BY_NAME.get(templateName));
  }

  /** The names of all AWS templates, in no order. */
  public static Set<String> names() {
    return Templates.BY_NAME.keySet();
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Who beside the template brings fields. */
  public Passthrough passthrough() {
    return passthrough;
  }

  /** Whether it makes CA certificates. */
  public boolean isCa() {
    return blueprint.isCa();
  }

  /** Whether it makes certificates that sign themselves. */
  public boolean isRoot() {
    return blueprint.kind() == Kind.ROOT;
  }

  /**
   * Everything of a certificate but its signature, for a request and what the API call brings.
   * Refuses, in this order, with {@link Reason#MALFORMED_EXTENSION}, {@link Reason#MALFORMED_CSR},
   * {@link Reason#PROFILE_NOT_ALLOWED}, {@link Reason#ALGORITHM_MISMATCH}, {@link
   * Reason#MALFORMED_CSR} without a name, {@link Reason#PATH_LENGTH}, {@link
   * Reason#VALIDITY_EXCEEDS_ISSUER}, {@link Reason#NAME_CONSTRAINTS} or {@link Reason#LINT}.
   */
  public Prepared prepare(
      Issuer issuer,
      ProvenRequest request,
      ApiFields api,
      ValidityPeriod period,
      Serial serial,
      SignatureScheme scheme) {
    Fields fields = Fields.of(this, issuer, request, api);
    return new Preparation(this, issuer, fields, period).prepare(serial, scheme);
  }

  /** The same with nothing of a call. */
  public Prepared prepare(
      Issuer issuer,
      ProvenRequest request,
      ValidityPeriod period,
      Serial serial,
      SignatureScheme scheme) {
    return prepare(issuer, request, ApiFields.NONE, period, serial, scheme);
  }

  /** The same for a subject that the caller vouches for. */
  public Prepared prepare(
      Issuer issuer,
      Subject subject,
      ValidityPeriod period,
      Serial serial,
      SignatureScheme scheme) {
    return new Preparation(this, issuer, Fields.of(subject), period).prepare(serial, scheme);
  }

  Blueprint blueprint() {
    return blueprint;
  }

  BasicConstraints basicConstraints() {
    return isCa() ? new BasicConstraints(true, pathLength) : BasicConstraints.END_ENTITY;
  }

  @Override
  public String toString() {
    return name;
  }
}
