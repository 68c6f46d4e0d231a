// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The attribute types of distinguished names that have a keyword, a length limit or a string type
 * of their own: the members of the API's ASN1Subject in the order in which they are encoded, then
 * two that appear only as custom attributes. Limits count characters.
 */
public enum AttributeType {
  /** ISO 3166 code of exactly two letters. */
  COUNTRY("2.5.4.6", "C", 2, StringType.PRINTABLE),
  /** Organization. */
  ORGANIZATION("2.5.4.10", "O", 64, StringType.UTF8),
  /** Organizational unit. */
  ORGANIZATIONAL_UNIT("2.5.4.11", "OU", 64, StringType.UTF8),
  /** Tells apart equal names. */
  DISTINGUISHED_NAME_QUALIFIER("2.5.4.46", "dnQualifier", 64, StringType.PRINTABLE),
  /** State or province. */
  STATE("2.5.4.8", "ST", 128, StringType.UTF8),
  /** Common name. */
  COMMON_NAME("2.5.4.3", "CN", 64, StringType.UTF8),
  /** Serial number of a device or person, not of a certificate. */
  SERIAL_NUMBER("2.5.4.5", "serialNumber", 64, StringType.PRINTABLE),
  /** Locality. */
  LOCALITY("2.5.4.7", "L", 128, StringType.UTF8),
  /** Title. */
  TITLE("2.5.4.12", "title", 64, StringType.UTF8),
  /** Surname. */
  SURNAME("2.5.4.4", "SN", 40, StringType.UTF8),
  /** Given name. */
  GIVEN_NAME("2.5.4.42", "GN", 16, StringType.UTF8),
  /** Initials. */
  INITIALS("2.5.4.43", "initials", 5, StringType.UTF8),
  /** Pseudonym. */
  PSEUDONYM("2.5.4.65", "pseudonym", 128, StringType.UTF8),
  /** Jr., III. */
  GENERATION_QUALIFIER("2.5.4.44", "generationQualifier", 3, StringType.UTF8),
  /** Domain component (RFC 4519). */
  DOMAIN_COMPONENT("0.9.2342.19200300.100.1.25", "DC", 256, StringType.IA5),
  /** Electronic mail address (PKCS#9). */
  EMAIL_ADDRESS("1.2.840.113549.1.9.1", "emailAddress", 255, StringType.IA5);

  private static final Map<String, AttributeType> BY_OID =
      Arrays.stream(values()).collect(Collectors.toMap(AttributeType::oid, Function.identity()));

  private final String oid;
  private final String keyword;
  private final int limit;
  private final StringType stringType;

  AttributeType(String oid, String keyword, int limit, StringType stringType) {
    this.oid = oid;
    this.keyword = keyword;
    this.limit = limit;
    this.stringType = stringType;
  }

  /** The type with this object identifier, if it is one of these. */
  public static Optional<AttributeType> ofOid(String oid) {
    return Optional.ofNullable(BY_OID.get(oid));
  }

  /** Dotted object identifier. */
  public String oid() {
    return oid;
  }

  /** The short name in text. */
  public String keyword() {
    return keyword;
  }

  /** The most characters that the API takes. */
  public int limit() {
    return limit;
  }

  StringType stringType() {
    return stringType;
  }
}
