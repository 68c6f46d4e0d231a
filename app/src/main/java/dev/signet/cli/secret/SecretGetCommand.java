// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.secret;

import dev.signet.cli.CommandRefused;
import dev.signet.cli.ServerOptions;
import dev.signet.cli.terminal.NewFile;
import dev.signet.wire.codec.Json;
import dev.signet.wire.generated.secretsmanager.GetSecretValueRequest;
import dev.signet.wire.generated.secretsmanager.GetSecretValueResponse;
import dev.signet.wire.generated.secretsmanager.SecretsManager;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signet secret get}: the value of a secret. */
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes the value of a secret, octet for octet and nothing else.",
      "A file that it goes to can be read by you only."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  signet secret get server1 | jq -r .CERTIFICATE_PEM",
      "  signet secret get app/database --stage AWSPREVIOUS --out before"
    })
final class SecretGetCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME|ARN", description = "Its name or ARN.")
  private String name = "";

  @Option(
      names = "--stage",
      paramLabel = "LABEL",
      description = "The version with this label (default: AWSCURRENT).")
  private @Nullable String stage;

  @Option(names = "--version-id", paramLabel = "ID", description = "This version.")
  private @Nullable String version;

  @Mixin private NewFile out = new NewFile();

  @Option(names = "--json", description = "All of the answer as JSON, in the names of the API.")
  private boolean json;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    out.requireFree();
    GetSecretValueResponse found;
    try (SecretsClient client = new SecretsClient(server)) {
      found =
          client.call(
              name,
              SecretsManager.GET_SECRET_VALUE,
              GetSecretValueRequest.of(name).withVersionStage(stage).withVersionId(version));
    }
    out.writeSecret(json ? json(found) : value(found));
    return 0;
  }

  private static byte[] json(GetSecretValueResponse found) {
    String text = Json.text(GetSecretValueResponse.SHAPE, found);
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] value(GetSecretValueResponse found) {
    if (found.secretBinary() != null) {
      return found.secretBinary().bytes();
    }
    if (found.secretString() == null) {
      throw new CommandRefused("the answer lacks a value: expected one of a Signet server");
    }
    return found.secretString().getBytes(StandardCharsets.UTF_8);
  }
}
