// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.kernel.Refusal;
import dev.signet.proxy.ProxyResource;
import dev.signet.wire.generated.signet.CreateProxyTokenInput;
import dev.signet.wire.generated.signet.CreateProxyTokenOutput;
import dev.signet.wire.generated.signet.Signet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signet proxy token}: asks for a one-time token with which a proxy joins. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Prints a one-time token with which a proxy joins as a virtual node or gateway.",
      "Hand it to 'signet proxy bootstrap' on standard input."
    })
final class ProxyTokenCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(
      paramLabel = "ARN",
      description = "ARN of the virtual node or gateway that the proxy acts for.")
  private String resource = "";

  @Option(
      names = "--ttl",
      paramLabel = "SECONDS",
      description = "How long the token can be used, 60 to 86400 (default: 900).")
  private @Nullable Integer ttl;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    String region = regionOf(spec, resource);
    try (ApiClient client = server.client()) {
      CreateProxyTokenOutput made =
          client.callIn(
              region,
              Signet.CREATE_PROXY_TOKEN,
              CreateProxyTokenInput.of(resource).withTtlSeconds(ttl));
      System.out.println(made.token());
    }
    return 0;
  }

  /** The Region of what a proxy can act for, in each spelling of its ARN. */
  static String regionOf(CommandSpec spec, String arn) {
    try {
      return ProxyResource.of(arn).region().name();
    } catch (Refusal refusal) {
      throw new ParameterException(
          spec.commandLine(), arn + ": expected the ARN of a virtual node or virtual gateway");
    }
  }
}
