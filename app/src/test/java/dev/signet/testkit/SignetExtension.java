// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit;

import dev.signet.Config;
import dev.signet.Signet;
import dev.signet.certificate.PublicProfile;
import dev.signet.kernel.Region;
import dev.signet.secret.RotationTargets;
import dev.signet.testkit.calls.CertificateCalls;
import dev.signet.testkit.calls.MeshCalls;
import dev.signet.testkit.calls.PrivateCaCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A whole server in one field: on free ports, an empty folder, a settable clock. */
public final class SignetExtension implements BeforeAllCallback, AfterAllCallback {
  private final SettableClock clock;
  private Config.Watching watching = Config.Watching.USUAL;
  private RotationTargets rotation = RotationTargets.USUAL;
  private PublicProfile publicProfile = PublicProfile.USUAL;
  private @Nullable Signet signet;
  private @Nullable Path folder;

  private SignetExtension(SettableClock clock) {
    this.clock = clock;
  }

  /** A server whose clock stands at an ISO-8601 instant. */
  public static SignetExtension at(String start) {
    return new SignetExtension(SettableClock.at(start));
  }

  /** One whose clock starts at the present: TLS judges certificates by the real time. */
  public static SignetExtension now() {
    return at(Instant.now().toString());
  }

  /** The same server, which tells these what happens. */
  public SignetExtension watchedBy(Config.Watching newWatching) {
    watching = newWatching;
    return this;
  }

  /** The same server, whose secrets these rotate besides. */
  public SignetExtension rotatedBy(String... rules) {
    rotation = RotationTargets.of(List.of(rules));
    return this;
  }

  /** The same server, which has public certificates issued so. */
  public SignetExtension provenBy(PublicProfile profile) {
    publicProfile = profile;
    return this;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("signet-test");
    start();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    running().close();
    Checker.requireSound(folder());
    try (Stream<Path> files = Files.walk(folder())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Stops the server and starts another on the same folder. */
  public void restart() {
    running().close();
    Checker.requireSound(folder());
    start();
  }

  private void start() {
    signet =
        Signet.start(
            new Config(
                folder(),
                "127.0.0.1",
                0,
                List.of(),
                Optional.empty(),
                Region.DEFAULT,
                Optional.empty(),
                watching,
                rotation,
                publicProfile),
            clock,
            new SeededEntropy(System.nanoTime()));
  }

  public SettableClock clock() {
    return clock;
  }

  public Path folder() {
    return java.util.Objects.requireNonNull(folder);
  }

  public Signet running() {
    return java.util.Objects.requireNonNull(signet);
  }

  /** A client that signs as the administrator, in a Region. */
  public SignedClient client(String region) {
    return new SignedClient(running().apiUrl(), folder().resolve("credentials"), region, clock);
  }

  /** The private CA, called by the administrator in us-east-1. */
  public PrivateCaCalls pca() {
    return client("us-east-1").calls().pca();
  }

  /** The certificate manager, likewise. */
  public CertificateCalls acm() {
    return client("us-east-1").calls().acm();
  }

  /** Meshes, likewise. */
  public MeshCalls mesh() {
    return client("us-east-1").calls().mesh();
  }
}
