// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.codec.ObjectIdentifierText;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.name.SubjectAlternativeName;
import java.math.BigInteger;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Extensions in their order, none twice. The accessors read a value each time they are asked; who
 * must know that all known ones can be read calls {@link #checkValues()} once.
 *
 * @param all in the order of the encoding
 */
public record Extensions(List<Extension> all) {
  private static final Extensions NONE = new Extensions(List.of());
  private static final int MAX_PATH_LENGTH = 1000;

  /** Refuses with {@link Reason#MALFORMED_DER} an extension that stands twice. */
  public Extensions {
    all = List.copyOf(all);
    Set<String> seen = new HashSet<>();
    for (Extension extension : all) {
      if (!seen.add(extension.oid())) {
        throw new PkiException(
            Reason.MALFORMED_DER, "extension " + extension.oid() + " twice, expected once");
      }
    }
  }

  /** No extensions. */
  public static Extensions none() {
    return NONE;
  }

  /** Reads a SEQUENCE of extensions. */
  public static Extensions read(Der sequence) {
    return new Extensions(
        sequence.require(Der.SEQUENCE, "Extensions").children().stream()
            .map(Extension::read)
            .toList());
  }

  /** The SEQUENCE of extensions. */
  public byte[] der() {
    return DerWriter.sequence(all.stream().map(Extension::der).toList());
  }

  /** The extension with this OID. */
  public Optional<Extension> get(String oid) {
    return all.stream().filter(e -> e.oid().equals(oid)).findFirst();
  }

  /** basicConstraints, of a certificate without the extension those of an end entity. */
  public BasicConstraints basicConstraints() {
    return value(ExtensionOid.BASIC_CONSTRAINTS)
        .map(Extensions::readBasicConstraints)
        .orElse(BasicConstraints.END_ENTITY);
  }

  /** The bits of keyUsage, or empty without the extension. */
  public Optional<Set<KeyUsage>> keyUsage() {
    return value(ExtensionOid.KEY_USAGE).map(Extensions::readKeyUsage);
  }

  /** The OIDs of extKeyUsage, or empty without the extension. */
  public Optional<List<String>> extendedKeyUsage() {
    return value(ExtensionOid.EXTENDED_KEY_USAGE)
        .map(v -> v.require(Der.SEQUENCE, "ExtKeyUsageSyntax").children())
        .map(purposes -> purposes.stream().map(Extensions::oid).toList());
  }

  /** The names of subjectAltName, or empty without the extension. */
  public Optional<SubjectAlternativeName> alternativeName() {
    return value(ExtensionOid.SUBJECT_ALTERNATIVE_NAME)
        .map(v -> SubjectAlternativeName.fromDer(v.encoded()));
  }

  /** subjectKeyIdentifier. */
  public Optional<Octets> subjectKeyIdentifier() {
    return value(ExtensionOid.SUBJECT_KEY_IDENTIFIER)
        .map(v -> Octets.of(v.require(Der.OCTET_STRING, "SubjectKeyIdentifier").content()));
  }

  /** The key identifier of authorityKeyIdentifier. */
  public Optional<Octets> authorityKeyIdentifier() {
    return value(ExtensionOid.AUTHORITY_KEY_IDENTIFIER).stream()
        .flatMap(v -> v.require(Der.SEQUENCE, "AuthorityKeyIdentifier").children().stream())
        .filter(part -> part.is(0x80))
        .map(part -> Octets.of(part.content()))
        .findFirst();
  }

  /** Reads every extension that has an accessor here; throws what reading throws. */
  void checkValues() {
    Stream.of(
            basicConstraints(),
            keyUsage(),
            extendedKeyUsage(),
            alternativeName(),
            subjectKeyIdentifier(),
            authorityKeyIdentifier())
        .forEach(value -> {});
  }

  private Optional<Der> value(String oid) {
    return get(oid).map(e -> Der.parse(e.value().bytes()));
  }

  private static BasicConstraints readBasicConstraints(Der value) {
    List<Der> parts = value.sequence("BasicConstraints", 0, 2);
    boolean flagged = !parts.isEmpty() && parts.getFirst().is(Der.BOOLEAN);
    boolean ca = flagged && parts.getFirst().bool();
    OptionalInt pathLength =
        parts.stream().skip(flagged ? 1 : 0).mapToInt(Extensions::pathLength).findFirst();
    return new BasicConstraints(ca, pathLength);
  }

  /** No chain is as long as the limit, so that more than it means as much. */
  private static int pathLength(Der integer) {
    return integer.integer().min(BigInteger.valueOf(MAX_PATH_LENGTH)).intValueExact();
  }

  private static Set<KeyUsage> readKeyUsage(Der value) {
    byte[] content = value.require(Der.BIT_STRING, "KeyUsage").content();
    Set<KeyUsage> usages = EnumSet.noneOf(KeyUsage.class);
    for (KeyUsage usage : KeyUsage.values()) {
      int octet = 1 + usage.bit() / 8;
      if (octet < content.length && (content[octet] & (0x80 >> usage.bit() % 8)) != 0) {
        usages.add(usage);
      }
    }
    return Collections.unmodifiableSet(usages);
  }

  private static String oid(Der element) {
    byte[] content = element.require(Der.OBJECT_IDENTIFIER, "KeyPurposeId").content();
    return ObjectIdentifierText.of(content);
  }
}
