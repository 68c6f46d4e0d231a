// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Everything that one proxy should hold. Secrets are named only: their material is rendered when it
 * is sent. A snapshot is expected to be closed, what its resources name, it has; and to hold
 * nothing that none of them names, or its proxy never asks for it and is never in sync.
 *
 * @param secrets the version of each secret by name
 */
public record Snapshot(
    ResourceSet clusters,
    ResourceSet endpoints,
    NavigableMap<String, String> secrets,
    ResourceSet listeners,
    ResourceSet routes) {

  /** Nothing at all: what a proxy is told whose resource is gone. */
  public static final Snapshot EMPTY =
      of(
          ResourceSet.empty(),
          ResourceSet.empty(),
          List.of(),
          ResourceSet.empty(),
          ResourceSet.empty());

  public Snapshot {
    secrets = Collections.unmodifiableNavigableMap(new TreeMap<>(secrets));
  }

  /** A snapshot, its secrets in any order. */
  public static Snapshot of(
      ResourceSet clusters,
      ResourceSet endpoints,
      Collection<SecretName> secrets,
      ResourceSet listeners,
      ResourceSet routes) {
    NavigableMap<String, String> named = new TreeMap<>();
    secrets.forEach(secret -> named.put(secret.name(), secret.version()));
    return new Snapshot(clusters, endpoints, named, listeners, routes);
  }

  /** The version of each name of a type. */
  NavigableMap<String, String> versions(ResourceType type) {
    return switch (type) {
      case CLUSTER -> clusters.versions();
      case ENDPOINTS -> endpoints.versions();
      case SECRET -> secrets;
      case LISTENER -> listeners.versions();
      case ROUTES -> routes.versions();
    };
  }

  /** The resource of a name that {@link #versions} lists; secrets have none. */
  Resource resource(ResourceType type, String name) {
    return switch (type) {
      case CLUSTER -> clusters.named(name);
      case ENDPOINTS -> endpoints.named(name);
      case SECRET -> throw new IllegalArgumentException(name + ": secrets are rendered");
      case LISTENER -> listeners.named(name);
      case ROUTES -> routes.named(name);
    };
  }
}
