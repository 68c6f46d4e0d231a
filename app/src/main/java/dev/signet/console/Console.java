// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import com.linecorp.armeria.server.HttpService;
import dev.signet.authority.AuthorityOverviews;
import dev.signet.certificate.CertificateManager;
import dev.signet.ground.Api;
import dev.signet.ground.Ground;
import dev.signet.mesh.MeshResources;
import dev.signet.proxy.Proxies;
import dev.signet.secret.SecretListings;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The page for people.
 *
 * @param page serves it
 * @param api the signed call that lets a person in
 */
public record Console(HttpService page, Api api) {
  /** The rooms that the page shows. */
  public record Rooms(
      AuthorityOverviews authorities,
      CertificateManager certificates,
      SecretListings secrets,
      MeshResources meshes,
      Proxies proxies) {}

  /**
   * The server itself.
   *
   * @param folder its data folder
   */
  public record About(String version, Instant startedAt, String folder) {}

  /**
   * Opens the room.
   *
   * @param about what the page says of the server
   * @param hosts names and addresses under which the server is reached, without ports
   * @param base address of the API port, asked for once that is open
   */
  public static Console open(
      Ground ground, About about, Rooms rooms, Set<String> hosts, Supplier<String> base) {
    ConsoleAccess access = new ConsoleAccess(ground.entropy(), ground.clock());
    ground.memories().forget("access-key.replaced", _ -> access.endAll());
    ConsolePages pages = new ConsolePages(rooms, about, ground.clock());
    return new Console(
        new ConsoleService(access, pages, hosts), ConsoleApi.of(access, base, ground.clock()));
  }
}
