// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

/**
 * One attribute of a distinguished name.
 *
 * @param oid dotted object identifier of its type
 * @param value its text
 */
public record Attribute(String oid, String value) {
  /** An attribute of a known type. */
  public static Attribute of(AttributeType type, String value) {
    return new Attribute(type.oid(), value);
  }
}
