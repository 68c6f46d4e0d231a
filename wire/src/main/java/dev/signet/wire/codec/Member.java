// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

/**
 * A member of a structure or union.
 *
 * @param name the name on the wire
 * @param required whether a request without it is refused
 * @param location where it travels
 */
public record Member(String name, boolean required, Location location) {
  /** The parts of a request that carry members. */
  public enum Location {
    /** The JSON body. */
    BODY,
    /** A part of the path. */
    LABEL,
    /** The query string. */
    QUERY
  }

  /** A member of the body that may be absent. */
  public static Member optional(String name) {
    return new Member(name, false, Location.BODY);
  }

  /** A member of the body that must be present. */
  public static Member required(String name) {
    return new Member(name, true, Location.BODY);
  }
}
