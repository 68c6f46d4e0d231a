// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.SystemEntropy;
import dev.signet.agent.Pauses;
import dev.signet.kernel.FileTrouble;
import dev.signet.pki.cert.ValidityPeriod;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signet proxy renew}: a new identity for a proxy, with a new key. */
@Command(
    name = "renew",
    mixinStandardHelpOptions = true,
    description = {
      "Renews the identity in a folder of 'signet proxy bootstrap': once, or again and again.",
      "A running Envoy takes it over by itself. Identities live 30 days: call it by a timer, or let"
          + " it --watch."
    })
final class ProxyRenewCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The folder that bootstrap wrote.")
  private Path folder = Path.of("");

  @Option(
      names = "--watch",
      description =
          "Stay until stopped, and renew it each time that two thirds of its life have passed.")
  private boolean watch;

  @Override
  public Integer call() throws InterruptedException {
    RenewedFolder renewed = new RenewedFolder(folder, ProxyFolder.existing(folder));
    if (!watch) {
      renewed.renew();
      return 0;
    }
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(stopped::countDown));
    new RenewalWatch(renewed, InstantSource.system(), new SystemEntropy())
        .stay(Pauses.until(stopped));
    return 0;
  }

  /** The identity in a folder. */
  private record RenewedFolder(Path named, ProxyFolder proxy) implements RenewalWatch.Identity {
    @Override
    public ValidityPeriod period() {
      try {
        X509Certificate leaf = proxy.identity().read().chain().getFirst();
        return new ValidityPeriod(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant());
      } catch (IOException e) {
        throw unusable(e);
      }
    }

    @Override
    public void renew() {
      try {
        Joining.Joined renewed =
            Joining.renew(
                proxy.endpoint(), Https.certificates(proxy.trust()), proxy.identity().read());
        proxy.identity().replace(renewed);
        System.err.println("Renewed " + renewed.resourceArn() + " until " + renewed.notAfter());
      } catch (IOException e) {
        throw unusable(e);
      }
    }

    private CommandRefused unusable(IOException failure) {
      return new CommandRefused("cannot use " + named + ": " + FileTrouble.of(failure));
    }
  }
}
