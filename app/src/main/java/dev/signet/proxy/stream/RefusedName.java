// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import java.time.Instant;

/**
 * A name that a proxy asked for and did not get.
 *
 * @param typeUrl the type it asked for, shortened to {@value #MAX_URL} characters
 * @param name the name, shortened to {@value #MAX_NAME} characters; empty when the type itself is
 *     not served
 */
public record RefusedName(String typeUrl, String name, Reason reason, Instant at) {
  /** How much of a name is kept. */
  public static final int MAX_NAME = 500;

  /** How much of the URL of a type is kept. */
  public static final int MAX_URL = 256;

  /** Why it got nothing. */
  public enum Reason {
    /** Nothing of that name exists for this proxy; it is sent as soon as it does. */
    UNKNOWN,
    /** The secret exists, for another resource. */
    BELONGS_TO_ANOTHER,
    /** The secret is this proxy's, and its material is missing or may not be released. */
    WITHHELD,
    /** The type is not served here. */
    TYPE_NOT_SERVED
  }

  public RefusedName {
    typeUrl = typeUrl.length() > MAX_URL ? typeUrl.substring(0, MAX_URL) : typeUrl;
    name = name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
  }
}
