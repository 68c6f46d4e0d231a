// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.api;

import dev.signet.kernel.Refusal;
import dev.signet.pki.name.Attribute;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.wire.generated.acmpca.ASN1Subject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the API's distinguished names. */
final class SubjectWire {
  private SubjectWire() {}

  /** The name, which has at least one attribute. */
  static DistinguishedName name(ASN1Subject subject) {
    List<Attribute> standard = new ArrayList<>();
    add(standard, AttributeType.COUNTRY, subject.country());
    add(standard, AttributeType.ORGANIZATION, subject.organization());
    add(standard, AttributeType.ORGANIZATIONAL_UNIT, subject.organizationalUnit());
    add(standard, AttributeType.DISTINGUISHED_NAME_QUALIFIER, subject.distinguishedNameQualifier());
    add(standard, AttributeType.STATE, subject.state());
    add(standard, AttributeType.COMMON_NAME, subject.commonName());
    add(standard, AttributeType.SERIAL_NUMBER, subject.serialNumber());
    add(standard, AttributeType.LOCALITY, subject.locality());
    add(standard, AttributeType.TITLE, subject.title());
    add(standard, AttributeType.SURNAME, subject.surname());
    add(standard, AttributeType.GIVEN_NAME, subject.givenName());
    add(standard, AttributeType.INITIALS, subject.initials());
    add(standard, AttributeType.PSEUDONYM, subject.pseudonym());
    add(standard, AttributeType.GENERATION_QUALIFIER, subject.generationQualifier());
    List<Attribute> custom =
        subject.customAttributes() == null
            ? List.of()
            : subject.customAttributes().stream()
                .map(a -> new Attribute(a.objectIdentifier(), a.value()))
                .toList();
    if (standard.isEmpty() == custom.isEmpty()) {
      throw Refusal.invalid(
          standard.isEmpty()
              ? "Subject: expected at least one attribute"
              : "Subject: expected CustomAttributes or standard members, not both");
    }
    return DistinguishedName.of(standard.isEmpty() ? custom : standard);
  }

  private static void add(List<Attribute> all, AttributeType type, @Nullable String value) {
    if (value != null) {
      all.add(Attribute.of(type, value));
    }
  }
}
