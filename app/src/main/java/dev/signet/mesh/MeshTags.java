// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What tags mean here. Tags under {@code signet:} carry what the API has no field for; one that
 * would have no effect is refused, because whoever sets it relies on it.
 */
final class MeshTags {
  private static final String OWN = "signet:";
  private static final String CLIENT_CERTIFICATE = "signet:client-cert";
  private static final Pattern CLIENT_AUTHORITY =
      Pattern.compile("signet:client-ca(\\.([2-9]|[1-9][0-9]+))?");
  private static final String CLOUD_MAP_NAMES = "signet:cloudmap-names";
  private static final String REQUESTS = "signet:requests-per-connection";
  private static final Pattern POSITIVE = Pattern.compile("[1-9][0-9]{0,8}");
  private static final Set<ResourceKind> PROXIED =
      Set.of(ResourceKind.VIRTUAL_NODE, ResourceKind.VIRTUAL_GATEWAY);

  private MeshTags() {}

  /** One tag as a caller gives it. */
  record Tag(String key, String value) {}

  /** Tags from a list of the API; each key once, in legal characters. */
  static Tags of(List<Tag> given) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Tag tag : given) {
      if (!Tags.isLegalKey(tag.key()) || !Tags.isLegalValue(tag.value())) {
        throw MeshRules.invalid(
            "tag '" + tag.key() + "': expected legal characters and no key under aws:");
      }
      if (tags.put(tag.key(), tag.value()) != null) {
        throw MeshRules.invalid("tag '" + tag.key() + "' is given twice: expected each key once");
      }
    }
    return new Tags(tags);
  }

  /**
   * Accepts tags that may stand on a resource with this spec.
   *
   * @throws Refusal of kind INVALID, or TooManyTagsException
   */
  static void check(ResourceKind kind, Spec spec, Tags tags) {
    if (tags.values().size() > Tags.LIMIT) {
      throw new Refusal(
          Refusal.Kind.EXCEEDED,
          tags.values().size() + " tags: expected at most " + Tags.LIMIT,
          "TooManyTagsException");
    }
    tags.values()
        .forEach((key, value) -> {
          if (key.regionMatches(true, 0, OWN, 0, OWN.length())) {
            checkOwn(kind, key, value);
          }
        });
    if (!authorities(tags).isEmpty() && validatesClients(spec)) {
      throw MeshRules.invalid(
          "tag signet:client-ca on a listener with validation: expected only one of them");
    }
  }

  /** The certificates that tags name. */
  static Set<String> certificates(Tags tags) {
    String arn = tags.values().get(CLIENT_CERTIFICATE);
    return arn == null ? Set.of() : Set.of(arn);
  }

  /** The CAs that tags name. */
  static Set<String> authorities(Tags tags) {
    Set<String> arns = new TreeSet<>();
    tags.values()
        .forEach((key, value) -> {
          if (CLIENT_AUTHORITY.matcher(key).matches()) {
            arns.add(value);
          }
        });
    return arns;
  }

  private static void checkOwn(ResourceKind kind, String key, String value) {
    if (key.equals(CLIENT_CERTIFICATE) || CLIENT_AUTHORITY.matcher(key).matches()) {
      requireKind(PROXIED, kind, key);
    } else if (key.equals(CLOUD_MAP_NAMES)) {
      requireKind(Set.of(ResourceKind.MESH), kind, key);
      requireValue(value.equals("ignore"), key, value, "ignore");
    } else if (key.equals(REQUESTS)) {
      requireKind(Set.of(ResourceKind.VIRTUAL_NODE), kind, key);
      requireValue(POSITIVE.matcher(value).matches(), key, value, "a positive number");
    } else {
      throw MeshRules.invalid(
          "tag '"
              + key
              + "': expected signet:client-cert, signet:client-ca, signet:cloudmap-names or"
              + " signet:requests-per-connection under signet:");
    }
  }

  private static void requireKind(Set<ResourceKind> fitting, ResourceKind kind, String key) {
    if (!fitting.contains(kind)) {
      throw MeshRules.invalid(
          "tag " + key + " on a " + kind.label() + ": expected it only where it has an effect");
    }
  }

  private static void requireValue(boolean fits, String key, String value, String expected) {
    if (!fits) {
      throw MeshRules.invalid("tag " + key + " is '" + value + "': expected " + expected);
    }
  }

  private static boolean validatesClients(Spec spec) {
    return switch (spec) {
      case Spec.Node(var node) ->
          Spec.present(node.listeners()).stream()
              .anyMatch(each -> each.tls() != null && each.tls().validation() != null);
      case Spec.Gateway(var gateway) ->
          gateway.listeners().stream()
              .anyMatch(each -> each.tls() != null && each.tls().validation() != null);
      default -> false;
    };
  }
}
