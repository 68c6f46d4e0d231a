// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.secret;

import dev.signet.cli.ServerOptions;
import dev.signet.cli.terminal.ValueOption;
import dev.signet.wire.codec.Json;
import dev.signet.wire.generated.secretsmanager.PutSecretValueRequest;
import dev.signet.wire.generated.secretsmanager.PutSecretValueResponse;
import dev.signet.wire.generated.secretsmanager.SecretsManager;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signet secret put}: the next value of a secret. */
@Command(
    name = "put",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Gives a secret its next value; the one before stays as AWSPREVIOUS.",
    footerHeading = "%nExamples:%n",
    footer = "  signet secret put app/database --value-file password.txt")
final class SecretPutCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME|ARN", description = "Its name or ARN.")
  private String name = "";

  @Mixin private ValueOption value = new ValueOption();

  @Option(
      names = "--idempotency-token",
      paramLabel = "TOKEN",
      description = "32 to 64 characters: the same call with the same token makes one version.")
  private @Nullable String token;

  @Option(names = "--json", description = "As JSON, in the names of the API.")
  private boolean json;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    GivenValue given = GivenValue.of(value.octets(name));
    PutSecretValueResponse put;
    try (SecretsClient client = new SecretsClient(server)) {
      put =
          client.call(
              name,
              SecretsManager.PUT_SECRET_VALUE,
              PutSecretValueRequest.of(name)
                  .withClientRequestToken(SecretsClient.token(token))
                  .withSecretString(given.text())
                  .withSecretBinary(given.octets()));
    }
    System.out.println(
        json
            ? Json.text(PutSecretValueResponse.SHAPE, put)
            : "Put version " + put.versionId() + " of " + put.arn());
    return 0;
  }
}
