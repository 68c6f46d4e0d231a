// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.wire.generated.signet.RevokeProxyIdentitiesInput;
import dev.signet.wire.generated.signet.RevokeProxyIdentitiesOutput;
import dev.signet.wire.generated.signet.Signet;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signet proxy revoke}: takes the identities of proxies back. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Revokes an identity of a proxy, or all of a virtual node or gateway.",
      "By serial: that identity and those that it was renewed to. By ARN: all of the resource, and"
          + " its unused tokens. Streams end within a second, and the identities are neither renewed"
          + " nor let in again. What a proxy holds already it keeps: renew the certificates that it"
          + " was sent."
    })
final class ProxyRevokeCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(
      paramLabel = "SERIAL|ARN",
      description = "Serial of an identity, as 'signet proxy list' shows it, or ARN of a resource.")
  private String what = "";

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    RevokeProxyIdentitiesOutput done = what.startsWith("arn:") ? ofResource() : ofSerial();
    done.revoked()
        .forEach(
            each -> System.out.println("Revoked " + each.serial() + " of " + each.resourceArn()));
    if (done.tokens() > 0) {
      System.out.println("Unused tokens that are void now: " + done.tokens());
    }
    if (done.revoked().isEmpty() && done.tokens() == 0) {
      System.out.println("Nothing was in force: it had ended before.");
    }
    return 0;
  }

  private RevokeProxyIdentitiesOutput ofResource() {
    String region = ProxyTokenCommand.regionOf(spec, what);
    try (ApiClient client = server.client()) {
      return client.callIn(
          region,
          Signet.REVOKE_PROXY_IDENTITIES,
          RevokeProxyIdentitiesInput.of().withResourceArn(what));
    }
  }

  /** OpenSSL writes colons and capitals. */
  private RevokeProxyIdentitiesOutput ofSerial() {
    String serial = what.replace(":", "").toLowerCase(Locale.ROOT);
    if (!serial.matches("[0-9a-f]{1,40}")) {
      throw new ParameterException(
          spec.commandLine(),
          what + ": expected the serial of an identity or the ARN of a virtual node or gateway");
    }
    try (ApiClient client = server.client()) {
      return client.call(
          Signet.REVOKE_PROXY_IDENTITIES, RevokeProxyIdentitiesInput.of().withSerial(serial));
    }
  }
}
