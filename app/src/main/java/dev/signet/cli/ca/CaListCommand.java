// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import dev.signet.cli.ServerOptions;
import dev.signet.cli.terminal.Moments;
import dev.signet.wire.codec.Json;
import dev.signet.wire.generated.acmpca.CertificateAuthority;
import dev.signet.wire.generated.acmpca.ListCertificateAuthoritiesResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet ca list}: all authorities. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists the CAs of a Region, those that can still be restored among them.")
final class CaListCommand implements Callable<Integer> {
  @Option(names = "--json", description = "As JSON, in the names of the API.")
  private boolean json;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    List<CertificateAuthority> all;
    try (PcaClient pca = new PcaClient(server)) {
      all = pca.authorities();
    }
    System.out.print(json ? json(all) : text(all));
    return 0;
  }

  private static String text(List<CertificateAuthority> all) {
    return new AuthorityText(new Moments(InstantSource.system().instant())).table(all);
  }

  private static String json(List<CertificateAuthority> all) {
    byte[] json =
        Json.write(
            ListCertificateAuthoritiesResponse.SHAPE,
            ListCertificateAuthoritiesResponse.of().withCertificateAuthorities(all));
    return new String(json, StandardCharsets.UTF_8) + "\n";
  }
}
