// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/** The resources of one type for one proxy, sorted by name. */
public final class ResourceSet {
  private static final ResourceSet EMPTY = new ResourceSet(new TreeMap<>());

  private final NavigableMap<String, Resource> resources;
  private final NavigableMap<String, String> versions;

  private ResourceSet(NavigableMap<String, Resource> resources) {
    this.resources = resources;
    NavigableMap<String, String> found = new TreeMap<>();
    resources.forEach((name, resource) -> found.put(name, resource.version()));
    this.versions = Collections.unmodifiableNavigableMap(found);
  }

  /** No resources. */
  public static ResourceSet empty() {
    return EMPTY;
  }

  /** These resources; two of one name are a fault of the caller. */
  public static ResourceSet of(Collection<Resource> resources) {
    NavigableMap<String, Resource> sorted = new TreeMap<>();
    for (Resource resource : resources) {
      if (sorted.put(resource.name(), resource) != null) {
        throw new IllegalArgumentException(resource.name() + ": expected one resource per name");
      }
    }
    return new ResourceSet(sorted);
  }

  /** These resources; two of one name are a fault of the caller. */
  public static ResourceSet of(Resource... resources) {
    return of(List.of(resources));
  }

  /** The version of each name. */
  public NavigableMap<String, String> versions() {
    return versions;
  }

  /** All of them, by name. */
  public Collection<Resource> all() {
    return Collections.unmodifiableCollection(resources.values());
  }

  /** The resource of a name that {@link #versions} lists. */
  Resource named(String name) {
    return Objects.requireNonNull(resources.get(name), name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResourceSet set && versions.equals(set.versions);
  }

  @Override
  public int hashCode() {
    return versions.hashCode();
  }

  @Override
  public String toString() {
    return versions.toString();
  }
}
