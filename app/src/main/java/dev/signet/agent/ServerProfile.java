// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import dev.signet.agent.Installation.Kind;
import dev.signet.agent.Installation.Origin;
import dev.signet.agent.Targets.Layout;
import dev.signet.kernel.Arn;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where servers look for their certificate usually, and how they are told of another. */
public enum ServerProfile {
  APACHE(
      "/etc/pki/tls/certs/localhost.crt",
      Optional.of("/etc/pki/tls/certs/localhost-chain.crt"),
      "/etc/pki/tls/private/localhost.key",
      "/usr/sbin/apachectl graceful"),
  NGINX(
      "/etc/nginx/tls/site.pem",
      Optional.empty(),
      "/etc/nginx/tls/site.key",
      "/usr/sbin/nginx -s reload");

  private final String certificate;
  private final Optional<String> chain;
  private final String key;
  private final String refresh;

  ServerProfile(String certificate, Optional<String> chain, String key, String refresh) {
    this.certificate = certificate;
    this.chain = chain;
    this.key = key;
    this.refresh = refresh;
  }

  /** The settings that install one secret there; empty when the text is no ARN of one. */
  public Optional<AgentSettings> of(String secretArn) {
    Access open =
        new Access(
            PosixFilePermissions.fromString("rw-r--r--"), Optional.empty(), Optional.empty());
    Targets targets =
        new Targets(
            Layout.FILES,
            Path.of(certificate),
            chain.map(Path::of),
            Path.of(key),
            Optional.empty(),
            open,
            Access.PRIVATE);
    return Arn.parse(secretArn)
        .filter(arn -> arn.service().equals("secretsmanager") && !arn.region().isEmpty())
        .map(arn ->
            new Installation(
                new Origin(Kind.SECRET, arn),
                targets,
                List.of(refresh.split(" ")),
                Duration.ofHours(24)))
        .map(one ->
            new AgentSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(one)));
  }
}
