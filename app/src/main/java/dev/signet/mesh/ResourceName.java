// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which resource of an account and Region. Names are 1 to 255 letters, digits, {@code -} and {@code
 * _}; the name of a virtual service is free text without control characters.
 *
 * @param mesh name of the mesh; a mesh has its own
 * @param parent name of the router or gateway of a route; empty for other kinds
 */
public record ResourceName(ResourceKind kind, String mesh, String parent, String name) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

  /**
   * Not "." and no ".." between slashes: HTTP has no path to such a name, it would stay for ever.
   */
  private static final Pattern FREE =
      Pattern.compile(
          "(?!\\.\\z|(?:.*[/\\\\])?\\.\\.(?:[/\\\\].*)?\\z)\\P{Cntrl}{1,255}",
          Pattern.UNICODE_CHARACTER_CLASS | Pattern.DOTALL);

  public ResourceName {
    require(ResourceKind.MESH, mesh, NAME);
    if (kind.parent().isPresent()) {
      require(kind.parent().get(), parent, NAME);
    } else if (!parent.isEmpty()) {
      throw new IllegalArgumentException(kind + " in '" + parent + "': expected no parent");
    }
    require(kind, name, kind == ResourceKind.VIRTUAL_SERVICE ? FREE : NAME);
  }

  /** A mesh. */
  public static ResourceName mesh(String name) {
    return new ResourceName(ResourceKind.MESH, name, "", name);
  }

  /** A virtual node, service, router or gateway. */
  public static ResourceName inMesh(ResourceKind kind, String mesh, String name) {
    return new ResourceName(kind, mesh, "", name);
  }

  /** A route of a virtual router. */
  public static ResourceName route(String mesh, String router, String name) {
    return new ResourceName(ResourceKind.ROUTE, mesh, router, name);
  }

  /** A route of a virtual gateway. */
  public static ResourceName gatewayRoute(String mesh, String gateway, String name) {
    return new ResourceName(ResourceKind.GATEWAY_ROUTE, mesh, gateway, name);
  }

  /** What holds it: the mesh, or the router or gateway; nothing holds a mesh. */
  Optional<ResourceName> container() {
    if (kind == ResourceKind.MESH) {
      return Optional.empty();
    }
    return Optional.of(
        kind.parent().map(holder -> inMesh(holder, mesh, parent)).orElseGet(() -> mesh(mesh)));
  }

  /** Its ARN in the account and Region that it is in. */
  public String arn(Home home) {
    return home.arn("appmesh", path()).toString();
  }

  private String path() {
    return container().map(holder -> holder.path() + "/").orElse("") + kind.segment() + "/" + name;
  }

  private static void require(ResourceKind kind, String name, Pattern form) {
    if (!form.matcher(name).matches()) {
      throw Refusal.invalid(
          kind.label()
              + " name '"
              + name
              + "': expected 1 to 255 "
              + (form == NAME
                  ? "letters, digits, '-' and '_'"
                  : "characters, no control characters, not '.' and no '..' between slashes"));
    }
  }

  @Override
  public String toString() {
    return kind == ResourceKind.MESH
        ? "Mesh " + name
        : kind.label() + " " + name + " in " + container().orElseThrow();
  }
}
