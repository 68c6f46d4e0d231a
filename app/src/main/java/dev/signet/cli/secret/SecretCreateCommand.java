// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.secret;

import dev.signet.cli.ServerOptions;
import dev.signet.cli.terminal.ValueOption;
import dev.signet.wire.codec.Json;
import dev.signet.wire.generated.secretsmanager.CreateSecretRequest;
import dev.signet.wire.generated.secretsmanager.CreateSecretResponse;
import dev.signet.wire.generated.secretsmanager.SecretsManager;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signet secret create}: a secret and its first value. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Makes a secret with its first value; one that is there stays as it is.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  signet secret create app/database --value-file password.txt",
      "  openssl rand -hex 16 | signet secret create app/key --value-file -"
    })
final class SecretCreateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "Its name: letters, digits and /_+=.@-")
  private String name = "";

  @Mixin private ValueOption value = new ValueOption();

  @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
  private @Nullable String description;

  @Option(
      names = "--idempotency-token",
      paramLabel = "TOKEN",
      description = "32 to 64 characters: the same call with the same token makes one secret.")
  private @Nullable String token;

  @Option(names = "--json", description = "As JSON, in the names of the API.")
  private boolean json;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    GivenValue given = GivenValue.of(value.octets(name));
    CreateSecretResponse made;
    try (SecretsClient client = new SecretsClient(server)) {
      made =
          client.call(
              SecretsManager.CREATE_SECRET,
              CreateSecretRequest.of(name)
                  .withClientRequestToken(SecretsClient.token(token))
                  .withDescription(description)
                  .withSecretString(given.text())
                  .withSecretBinary(given.octets()));
    }
    System.out.println(json ? Json.text(CreateSecretResponse.SHAPE, made) : "Made " + made.arn());
    return 0;
  }
}
