// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.secret;

import dev.signet.cli.ServerOptions;
import dev.signet.cli.terminal.Columns;
import dev.signet.cli.terminal.Moments;
import dev.signet.wire.codec.Json;
import dev.signet.wire.generated.secretsmanager.ListSecretsRequest;
import dev.signet.wire.generated.secretsmanager.ListSecretsResponse;
import dev.signet.wire.generated.secretsmanager.SecretListEntry;
import dev.signet.wire.generated.secretsmanager.SecretsManager;
import dev.signet.wire.generated.secretsmanager.SortByType;
import dev.signet.wire.generated.secretsmanager.SortOrderType;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet secret list}: all secrets, without their values. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists the secrets of a Region by name, those that can be restored among them.")
final class SecretListCommand implements Callable<Integer> {
  @Option(names = "--json", description = "As JSON, in the names of the API.")
  private boolean json;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    List<SecretListEntry> all;
    try (SecretsClient client = new SecretsClient(server)) {
      all = all(client);
    }
    System.out.print(json ? json(all) : table(all));
    return 0;
  }

  private static List<SecretListEntry> all(SecretsClient client) {
    ListSecretsRequest request =
        ListSecretsRequest.of()
            .withIncludePlannedDeletion(true)
            .withSortBy(SortByType.NAME)
            .withSortOrder(SortOrderType.ASC);
    List<SecretListEntry> all = new ArrayList<>();
    @Nullable String token = null;
    do {
      ListSecretsResponse page =
          client.call(SecretsManager.LIST_SECRETS, request.withNextToken(token));
      all.addAll(Objects.requireNonNullElse(page.secretList(), List.of()));
      token = page.nextToken();
    } while (token != null);
    return all;
  }

  private static String json(List<SecretListEntry> all) {
    byte[] json =
        Json.write(ListSecretsResponse.SHAPE, ListSecretsResponse.of().withSecretList(all));
    return new String(json, StandardCharsets.UTF_8) + "\n";
  }

  private static String table(List<SecretListEntry> all) {
    if (all.isEmpty()) {
      return "There is no secret in this Region.\n";
    }
    Moments moments = new Moments(InstantSource.system().instant());
    Columns table = Columns.headed("NAME", "STATE", "CHANGED", "ROTATED", "NEXT ROTATION");
    for (SecretListEntry each : all) {
      table.row(
          String.valueOf(each.name()),
          state(each, moments),
          moments.text(each.lastChangedDate()),
          moments.text(each.lastRotatedDate()),
          moments.text(each.nextRotationDate()));
    }
    return table.text("");
  }

  private static String state(SecretListEntry each, Moments moments) {
    if (each.deletedDate() != null) {
      return "deleted, gone " + moments.text(each.deletedDate());
    }
    return Boolean.TRUE.equals(each.rotationEnabled()) ? "rotates" : "kept";
  }
}
