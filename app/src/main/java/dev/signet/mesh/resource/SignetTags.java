// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.resource;

import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Tags under {@code signet:}, which carry what the API has no field for. One that would have no
 * effect is refused, because whoever sets it relies on it.
 */
public final class SignetTags {
  /** Names the client certificate of a proxy. */
  public static final String CLIENT_CERTIFICATE = "signet:client-cert";

  /** Names a CA that clients of a proxy must come from; more of them have a number behind. */
  public static final String CLIENT_AUTHORITY = "signet:client-ca";

  /** Says whether names of Cloud Map are checked, on a mesh. */
  public static final String CLOUD_MAP_NAMES = "signet:cloudmap-names";

  /** Limits the requests on one connection to a virtual node. */
  public static final String REQUESTS = "signet:requests-per-connection";

  private static final String OWN = "signet:";
  private static final String IGNORE = "ignore";
  private static final Pattern CLIENT_AUTHORITIES =
      Pattern.compile(CLIENT_AUTHORITY + "(\\.([2-9]|[1-9][0-9]+))?");
  private static final Pattern POSITIVE = Pattern.compile("[1-9][0-9]{0,8}");
  private static final Set<String> ON_PROXIED = Set.of("VirtualNode", "VirtualGateway");
  private static final Set<String> ON_MESH = Set.of("Mesh");
  private static final Set<String> ON_NODE = Set.of("VirtualNode");

  private SignetTags() {}

  /**
   * Accepts tags that may stand on a resource.
   *
   * @param kind the resource's, as the API names it
   * @param spec of a virtual node or gateway
   * @throws Refusal of kind INVALID
   */
  public static void check(Tags tags, String kind, Optional<Proxied> spec) {
    tags.values()
        .forEach((key, value) -> {
          if (key.regionMatches(true, 0, OWN, 0, OWN.length())) {
            check(key, value, kind);
          }
        });
    if (!clientAuthorities(tags).isEmpty() && spec.filter(Proxied::validatesClients).isPresent()) {
      throw Refusal.invalid(
          "tag " + CLIENT_AUTHORITY + " on a listener with validation: expected only one of them");
    }
  }

  private static void check(String key, String value, String kind) {
    if (key.equals(CLIENT_CERTIFICATE) || CLIENT_AUTHORITIES.matcher(key).matches()) {
      requireKind(ON_PROXIED, kind, key);
    } else if (key.equals(CLOUD_MAP_NAMES)) {
      requireKind(ON_MESH, kind, key);
      requireValue(value.equals(IGNORE), key, value, IGNORE);
    } else if (key.equals(REQUESTS)) {
      requireKind(ON_NODE, kind, key);
      requireValue(POSITIVE.matcher(value).matches(), key, value, "a positive number");
    } else {
      throw Refusal.invalid(
          "tag '"
              + key
              + "': expected signet:client-cert, signet:client-ca, signet:cloudmap-names or"
              + " signet:requests-per-connection under signet:");
    }
  }

  private static void requireKind(Set<String> fitting, String kind, String key) {
    if (!fitting.contains(kind)) {
      throw Refusal.invalid(
          "tag " + key + " on a " + kind + ": expected it only where it has an effect");
    }
  }

  private static void requireValue(boolean fits, String key, String value, String expected) {
    if (!fits) {
      throw Refusal.invalid("tag " + key + " is '" + value + "': expected " + expected);
    }
  }

  /** The ARN of the client certificate. */
  public static Optional<String> clientCertificate(Tags tags) {
    return Optional.ofNullable(tags.values().get(CLIENT_CERTIFICATE));
  }

  /** The ARNs of the CAs that clients must come from. */
  public static Set<String> clientAuthorities(Tags tags) {
    Set<String> arns = new TreeSet<>();
    tags.values()
        .forEach((key, value) -> {
          if (CLIENT_AUTHORITIES.matcher(key).matches()) {
            arns.add(value);
          }
        });
    return arns;
  }

  /** Whether names of Cloud Map are not checked. */
  public static boolean ignoresCloudMapNames(Tags tags) {
    return IGNORE.equals(tags.values().get(CLOUD_MAP_NAMES));
  }

  /** The most requests on one connection. */
  public static OptionalInt requestsPerConnection(Tags tags) {
    String most = tags.values().get(REQUESTS);
    return most == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(most));
  }

  /** Those of the tags that are under {@code signet:}, by key. */
  public static SortedMap<String, String> of(Tags tags) {
    SortedMap<String, String> own = new TreeMap<>();
    tags.values()
        .forEach((key, value) -> {
          if (key.startsWith(OWN)) {
            own.put(key, value);
          }
        });
    return own;
  }
}
