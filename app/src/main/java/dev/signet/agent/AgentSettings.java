// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an agent is told.
 *
 * @param endpoint of the server; none: as the command line says
 * @param trust PEM of what the server's certificate ends at
 * @param status where the state of each certificate is written as JSON
 * @param metrics where it is written for Prometheus' collector of text files
 */
public record AgentSettings(
    Optional<URI> endpoint,
    Optional<Path> trust,
    Optional<Path> status,
    Optional<Path> metrics,
    List<Installation> installations) {

  /**
   * Refuses settings that install nothing, or two things at one path.
   *
   * @throws AgentRefused naming the path
   */
  public AgentSettings {
    installations = List.copyOf(installations);
    if (installations.isEmpty()) {
      throw new AgentRefused(
          "no certificate: expected [[capabilities.acm.certificates]] or"
              + " [[capabilities.secret.certificates]]");
    }
    Set<Path> taken = new HashSet<>();
    for (Installation each : installations) {
      for (Path file : each.targets().files()) {
        if (!taken.add(file)) {
          throw new AgentRefused(file + " is named twice: expected a path for each file");
        }
      }
    }
  }
}
