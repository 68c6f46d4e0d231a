// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The agent as a service of systemd: it may write where its settings say, and nowhere else. */
public final class SystemdUnit {
  private SystemdUnit() {}

  /**
   * The unit's text.
   *
   * @param program the absolute path of {@code signet}
   * @param config the absolute path of the settings
   * @param user whom it runs as
   */
  public static String of(AgentSettings settings, Path program, Path config, String user) {
    return """
    [Unit]
    Description=Signet agent: certificates of this host
    Wants=network-online.target
    After=network-online.target

    [Service]
    User=%s
    ExecStart=%s agent run --config %s
    # AWS_SHARED_CREDENTIALS_FILE and AWS_PROFILE, for one
    EnvironmentFile=-/etc/signet/agent.env
    SuccessExitStatus=143
    Restart=on-failure
    RestartSec=10
    UMask=0077
    ProtectSystem=strict
    ProtectHome=yes
    PrivateTmp=yes
    ReadWritePaths=%s
    NoNewPrivileges=%s

    [Install]
    WantedBy=multi-user.target
    """
        .formatted(user, program, config, folders(settings), usesSudo(settings) ? "no" : "yes");
  }

  private static String folders(AgentSettings settings) {
    Stream<Path> shown =
        Stream.of(settings.status(), settings.metrics())
            .flatMap(file -> file.map(SafePlaces::folderOf).stream());
    return Stream.concat(
            settings.installations().stream()
                .map(each -> each.targets().folders())
                .flatMap(Collection::stream),
            shown)
        .map(Path::toString)
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(" "));
  }

  /** What a command gains by sudo would be taken from it. */
  private static boolean usesSudo(AgentSettings settings) {
    return settings.installations().stream()
        .flatMap(each -> each.refresh().stream().limit(1))
        .anyMatch(program -> program.endsWith("/sudo"));
  }
}
