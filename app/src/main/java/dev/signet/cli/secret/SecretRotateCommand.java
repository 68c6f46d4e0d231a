// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.secret;

import dev.signet.cli.CommandRefused;
import dev.signet.cli.ServerOptions;
import dev.signet.cli.terminal.Patience;
import dev.signet.wire.codec.Json;
import dev.signet.wire.generated.secretsmanager.DescribeSecretRequest;
import dev.signet.wire.generated.secretsmanager.DescribeSecretResponse;
import dev.signet.wire.generated.secretsmanager.RotateSecretRequest;
import dev.signet.wire.generated.secretsmanager.RotateSecretResponse;
import dev.signet.wire.generated.secretsmanager.RotationRulesType;
import dev.signet.wire.generated.secretsmanager.SecretsManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signet secret rotate}: a new value by whoever makes them, now and by time. */
@Command(
    name = "rotate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Rotates a secret now, and says who does that and when; what was said before stays.",
      "Without --wait it does not wait for the end."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  signet secret rotate server1 --wait",
      "  signet secret rotate server1 --every 306 --by arn:aws:lambda:us-east-1:000000000000:"
          + "function:signet-certificate-rotation"
    })
final class SecretRotateCommand implements Callable<Integer> {
  private static final String CURRENT = "AWSCURRENT";

  @Parameters(paramLabel = "NAME|ARN", description = "Its name or ARN.")
  private String name = "";

  @Option(names = "--by", paramLabel = "ARN", description = "Who rotates it, from now on.")
  private @Nullable String handler;

  @Option(names = "--every", paramLabel = "DAYS", description = "After so many days, from now on.")
  private @Nullable Long days;

  @Option(
      names = "--schedule",
      paramLabel = "EXPRESSION",
      description = "Instead of --every: rate(10 days), cron(0 8 * * ? *).")
  private @Nullable String schedule;

  @Option(names = "--wait", description = "Wait until the new value is the current one.")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "With --wait: how long at most (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(names = "--json", description = "As JSON, in the names of the API.")
  private boolean json;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    RotationRulesType rules =
        days == null && schedule == null
            ? null
            : RotationRulesType.of()
                .withAutomaticallyAfterDays(days)
                .withScheduleExpression(schedule);
    try (SecretsClient client = new SecretsClient(server)) {
      RotateSecretResponse begun =
          client.call(
              name,
              SecretsManager.ROTATE_SECRET,
              RotateSecretRequest.of(name)
                  .withClientRequestToken(SecretsClient.token(null))
                  .withRotationLambdaARN(handler)
                  .withRotationRules(rules));
      if (wait) {
        await(client, String.valueOf(begun.versionId()));
      }
      System.out.println(
          json
              ? Json.text(RotateSecretResponse.SHAPE, begun)
              : (wait ? "Rotated " : "Rotating ") + begun.arn() + " to " + begun.versionId());
    }
    return 0;
  }

  private void await(SecretsClient client, String version) {
    System.err.println("Waiting for " + name + ", at most " + seconds + " s");
    Patience patience = new Patience(Duration.ofSeconds(seconds));
    while (!isCurrent(client, version)) {
      if (!patience.holds()) {
        throw new CommandRefused(
            name
                + " is not rotated after "
                + seconds
                + " s: its value is as before, the server tries again and logs why it failed");
      }
    }
  }

  private boolean isCurrent(SecretsClient client, String version) {
    DescribeSecretResponse now =
        client.call(name, SecretsManager.DESCRIBE_SECRET, new DescribeSecretRequest(name));
    Map<String, List<String>> stages = now.versionIdsToStages();
    return stages != null && stages.getOrDefault(version, List.of()).contains(CURRENT);
  }
}
