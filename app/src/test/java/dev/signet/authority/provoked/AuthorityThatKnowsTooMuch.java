// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.provoked;

import com.linecorp.armeria.server.Server;
import dev.signet.api.Front;
import dev.signet.certificate.ManagedCertificates;
import dev.signet.cli.Main;
import dev.signet.key.SecretAccess;
import dev.signet.wire.codec.Operation;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A domain file that sees SQL, the wire, a server, the clock, the front and features above it. */
final class AuthorityThatKnowsTooMuch {
  final Class<?> sql = Connection.class;
  final Class<?> wire = Operation.class;
  final Class<?> server = Server.class;
  final Class<?> front = Front.class;
  final Class<?> above = ManagedCertificates.class;
  final Class<?> commands = Main.class;
  final SecretAccess secret = SecretAccess.SERVE_TLS;
  final Instant now = Instant.now();
  final Executor later = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

  void waits() throws InterruptedException {
    Thread.sleep(Duration.ofMillis(1));
  }

  String runs() {
    Main.main();
    return "" + now + later + secret + sql + wire + server + front + above + commands;
  }
}
