// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.kernel.VisibleText;
import dev.signet.wire.codec.Json;
import dev.signet.wire.generated.signet.ListProxyIdentitiesOutput;
import dev.signet.wire.generated.signet.ProxyIdentitySummary;
import dev.signet.wire.generated.signet.Signet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signet proxy list}: the identities that were given to proxies. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists the identities of proxies, those that ended in the last 30 days among them.",
      "For each: serial, virtual node or gateway, mesh, since, until, and how it stands."
    })
final class ProxyListCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "MESH",
      arity = "0..1",
      converter = MeshNameArgument.class,
      description = "One mesh (default: all).")
  private @Nullable String mesh;

  @Option(names = "--json", description = "As JSON, one object.")
  private boolean json;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    List<ProxyIdentitySummary> all = asked();
    System.out.print(
        json
            ? Json.text(ListProxyIdentitiesOutput.SHAPE, ListProxyIdentitiesOutput.of(all)) + "\n"
            : text(all));
    return 0;
  }

  private List<ProxyIdentitySummary> asked() {
    Map<String, String> query = mesh == null ? Map.of() : Map.of("meshName", mesh);
    try (ApiClient client = server.client()) {
      return client
          .all(
              Signet.LIST_PROXY_IDENTITIES,
              Map.of(),
              query,
              page -> new ApiClient.Paged<>(page.identities(), page.nextToken()))
          .stream()
          .sorted(
              Comparator.comparing(ProxyIdentitySummary::resourceArn)
                  .thenComparing(ProxyIdentitySummary::issuedAt)
                  .thenComparing(ProxyIdentitySummary::serial))
          .toList();
    }
  }

  /** A line for each. */
  static String text(List<ProxyIdentitySummary> identities) {
    StringBuilder text = new StringBuilder();
    for (ProxyIdentitySummary each : identities) {
      text.append(
              VisibleText.line(
                  "%s %s in mesh %s, since %s until %s: %s"
                      .formatted(
                          each.serial(),
                          StatusText.resource(each.resourceArn()),
                          each.meshName(),
                          at(each.issuedAt()),
                          at(each.notAfter()),
                          state(each))))
          .append('\n');
    }
    return text.isEmpty() ? "No proxy has joined.\n" : text.toString();
  }

  private static String state(ProxyIdentitySummary each) {
    String state = each.state().toLowerCase(Locale.ROOT).replace('_', ' ');
    return each.revokedAt() == null ? state : state + " at " + at(each.revokedAt());
  }

  private static Instant at(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
