// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.Config;
import dev.signet.Signet;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Region;
import dev.signet.log.Logs;
import dev.signet.secret.RotationTargets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code signet serve}: runs the server until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Runs the server. Prints one line when it is ready. SIGTERM ends it, within 30 s and with"
            + " exit code 143.")
final class ServeCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "${env:SIGNET_PORT:-" + Config.DEFAULT_PORT + "}",
      description =
          "API port; the status port is the next one; 0 takes two free ports (SIGNET_PORT;"
              + " default: 4443).")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "${env:SIGNET_HOST:-127.0.0.1}",
      description =
          "Address to listen on; off loopback addresses TLS only (SIGNET_HOST; default:"
              + " 127.0.0.1).")
  private String host = "127.0.0.1";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "DNS name or IP address for the server's own certificate, besides localhost and the"
              + " loopback addresses; may be repeated.")
  private List<String> names = List.of();

  @Option(
      names = "--status-url",
      paramLabel = "URL",
      defaultValue = "${env:SIGNET_STATUS_URL}",
      description =
          "Where everybody reaches the status port, in plain HTTP: written into certificates as the"
              + " address of CRLs and OCSP (SIGNET_STATUS_URL; default: the port's own address).")
  private @Nullable String statusUrl;

  @Mixin private WatchOptions watching = new WatchOptions();

  @Option(
      names = "--rotation",
      paramLabel = "ARN-GLOB=TARGET",
      defaultValue = "${env:SIGNET_ROTATION}",
      description =
          "Who rotates secrets whose RotationLambdaARN is of that form, in which * is any text:"
              + " builtin:certificate, exec:/PATH, http://… or https://…; may be repeated"
              + " (SIGNET_ROTATION, one of them; default: builtin:certificate for functions that are called"
              + " signet-certificate-rotation* and *SecretsRotateFunction*).")
  private List<String> rotation = List.of();

  @Mixin private PublicOptions publicOptions = new PublicOptions();

  @Option(
      names = "--account",
      paramLabel = "ID",
      defaultValue = "${env:SIGNET_ACCOUNT}",
      description = "Account of a new data folder, 12 digits (default: 000000000000).")
  private @Nullable String account;

  @Option(
      names = "--region",
      paramLabel = "R",
      defaultValue = "${env:SIGNET_REGION:-us-east-1}",
      description =
          "Region of the profile in DATA/credentials; every Region is served (default: us-east-1).")
  private String region = "us-east-1";

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      defaultValue = "${env:SIGNET_LOG_LEVEL:-INFO}",
      description =
          "What is told on standard error: ERROR, WARN, INFO (a line for each change) or DEBUG"
              + " (SIGNET_LOG_LEVEL; default: INFO).")
  private Logs.Threshold logLevel = Logs.Threshold.INFO;

  @Option(
      names = "--log-format",
      paramLabel = "FORM",
      defaultValue = "${env:SIGNET_LOG_FORMAT:-TEXT}",
      description = "TEXT, or JSON: an object on each line (SIGNET_LOG_FORMAT; default: TEXT).")
  private Logs.Form logFormat = Logs.Form.TEXT;

  @Override
  public Integer call() throws InterruptedException {
    Config config = config();
    Logs.set(logLevel, logFormat);
    Ending ending = new Ending(Ending.MOST, Runtime.getRuntime()::halt);
    Thread.setDefaultUncaughtExceptionHandler(ending);
    Signet signet = Signet.start(config);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  ending.close(signet::close);
                  stopped.countDown();
                }));
    System.out.println(signet.readyLine());
    signet.firstStartLine().ifPresent(System.out::println);
    System.out.flush();
    stopped.await();
    return 0;
  }

  private Config config() {
    try {
      return new Config(
          data.folder(),
          host,
          port,
          names,
          Optional.ofNullable(account).filter(a -> !a.isBlank()).map(AccountId::new),
          new Region(region),
          Optional.ofNullable(statusUrl).filter(url -> !url.isBlank()),
          watching.watching(),
          RotationTargets.of(rotation.stream().filter(rule -> !rule.isBlank()).toList()),
          publicOptions.profile());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
