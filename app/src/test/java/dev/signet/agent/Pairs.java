// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import dev.signet.agent.Installation.Kind;
import dev.signet.agent.Installation.Origin;
import dev.signet.agent.Targets.Keystore;
import dev.signet.agent.Targets.Layout;
import dev.signet.kernel.Arn;
import dev.signet.testkit.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Pairs of certificates and keys for tests, and where they go. */
final class Pairs {
  private static final TestAuthority AUTHORITY = new TestAuthority("Root");
  static final Origin ORIGIN =
      new Origin(
          Kind.SECRET, Arn.parse("arn:aws:secretsmanager:us-east-1:000000000000:secret:s").get());

  /** A moment at which all of them are valid. */
  static final Instant NOW =
      AUTHORITY.certificate().getNotBefore().toInstant().plus(Duration.ofDays(1));

  private Pairs() {}

  static TestAuthority.Leaf leaf() {
    return AUTHORITY.dns("host.example");
  }

  static KeyedChain of(TestAuthority.Leaf leaf) {
    return KeyedChain.checked(
        leaf.chainPem(), Optional.of(AUTHORITY.certificatePem()), leaf.keyPem(), NOW);
  }

  /** A chain file, a certificate and a key in one folder. */
  static Targets targets(Layout layout, Path folder, Optional<Keystore> keystore) {
    Access open =
        new Access(
            PosixFilePermissions.fromString("rw-r--r--"), Optional.empty(), Optional.empty());
    return new Targets(
        layout,
        folder.resolve("site.pem"),
        Optional.of(folder.resolve("chain.pem")),
        folder.resolve("site.key"),
        keystore,
        open,
        Access.PRIVATE);
  }

  static Installation installation(Targets targets, String... refresh) {
    return new Installation(ORIGIN, targets, List.of(refresh), Duration.ofHours(1));
  }

  /** Whether certificate and key on the disk are a pair. */
  static boolean isPairOnDisk(Targets targets) throws IOException {
    try {
      KeyedChain.checked(
          Files.readString(targets.certificate()),
          Optional.of(Files.readString(targets.chain().orElseThrow())),
          Files.readString(targets.key()),
          NOW);
      return true;
    } catch (AgentRefused e) {
      return false;
    }
  }
}
