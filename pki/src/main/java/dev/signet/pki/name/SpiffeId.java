// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A SPIFFE ID with a path, {@code spiffe://trust-domain/segment/…}: the name of a workload.
 *
 * @param trustDomain lower-case letters, digits, dots, hyphens, underscores; at most 255
 * @param segments of the path, at least one
 */
public record SpiffeId(String trustDomain, List<String> segments) {
  private static final String SCHEME = "spiffe://";
  private static final int MAX_LENGTH = 2048;
  private static final Pattern TRUST_DOMAIN = Pattern.compile("[a-z0-9._-]{1,255}");
  private static final Pattern SEGMENT = Pattern.compile("[a-zA-Z0-9._-]+");

  /** Checks the grammar; refuses with {@link Reason#MALFORMED_NAME}. */
  public SpiffeId {
    segments = List.copyOf(segments);
    if (!TRUST_DOMAIN.matcher(trustDomain).matches()) {
      throw refuse("trust domain '" + trustDomain + "'", TRUST_DOMAIN.pattern());
    }
    if (segments.isEmpty()) {
      throw refuse("no path in " + SCHEME + trustDomain, "at least one segment");
    }
    for (String segment : segments) {
      if (!SEGMENT.matcher(segment).matches() || segment.equals(".") || segment.equals("..")) {
        throw refuse("path segment '" + segment + "'", SEGMENT.pattern() + " but no dots alone");
      }
    }
    int length = SCHEME.length() + trustDomain.length() + 1 + String.join("/", segments).length();
    if (length > MAX_LENGTH) {
      throw refuse(length + " characters", "at most " + MAX_LENGTH);
    }
  }

  /** The identity in this URI, or empty when it is not a SPIFFE ID with a path. */
  public static Optional<SpiffeId> parse(String uri) {
    if (!uri.startsWith(SCHEME)) {
      return Optional.empty();
    }
    // The limit keeps trailing empty segments, which are illegal.
    List<String> parts = List.of(uri.substring(SCHEME.length()).split("/", -1));
    try {
      return Optional.of(new SpiffeId(parts.getFirst(), parts.subList(1, parts.size())));
    } catch (PkiException malformed) {
      return Optional.empty();
    }
  }

  /** The URI. */
  public String uri() {
    return SCHEME + trustDomain + "/" + String.join("/", segments);
  }

  @Override
  public String toString() {
    return uri();
  }

  private static PkiException refuse(String found, String expected) {
    return new PkiException(
        Reason.MALFORMED_NAME, "SPIFFE ID: " + found + ", expected " + expected);
  }
}
