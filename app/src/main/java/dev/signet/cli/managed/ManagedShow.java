// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.managed;

import dev.signet.cli.ServerOptions;
import dev.signet.cli.terminal.Moments;
import dev.signet.wire.codec.Json;
import dev.signet.wire.generated.acm.CertificateDetail;
import dev.signet.wire.generated.acm.CertificateSummary;
import dev.signet.wire.generated.acm.ListCertificatesResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/** Managed certificates, for the commands that also show those of private CAs. */
public final class ManagedShow {
  private ManagedShow() {}

  /** All of a Region: those that are good and end soonest first. */
  public static void list(ServerOptions server, boolean json) {
    try (ManagedClient acm = new ManagedClient(server)) {
      List<CertificateSummary> all = ManagedText.sorted(acm.all());
      System.out.print(json ? json(all) : table(all));
    }
  }

  /** One. */
  public static void show(ServerOptions server, String nameOrArn, boolean json) {
    try (ManagedClient acm = new ManagedClient(server)) {
      System.out.print(text(acm.describe(acm.find(nameOrArn)), json));
    }
  }

  /** One for people, or for programs. */
  public static String text(CertificateDetail detail, boolean json) {
    return json
        ? Json.text(CertificateDetail.SHAPE, detail) + "\n"
        : new ManagedText(new Moments(InstantSource.system().instant())).whole(detail);
  }

  private static String table(List<CertificateSummary> all) {
    return new ManagedText(new Moments(InstantSource.system().instant())).table(all);
  }

  private static String json(List<CertificateSummary> all) {
    byte[] json =
        Json.write(
            ListCertificatesResponse.SHAPE,
            ListCertificatesResponse.of().withCertificateSummaryList(all));
    return new String(json, StandardCharsets.UTF_8) + "\n";
  }
}
