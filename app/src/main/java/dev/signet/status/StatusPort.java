// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.status;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServerBuilder;
import dev.signet.authority.Publication;
import dev.signet.meter.Meters;
import java.util.function.Consumer;

/**
 * What the status port answers: whether the server lives, its metrics, certificates of CAs, CRLs
 * and OCSP. It is plain HTTP by design: what certificates name is signed, and who checks a
 * certificate to fetch it would go in a circle.
 */
public final class StatusPort implements Consumer<ServerBuilder> {
  private final Publication publication;
  private final Meters meters;
  private final boolean metricsForAll;

  /**
   * What the port answers.
   *
   * @param metricsForAll whether programs elsewhere may read the metrics, not only those here
   */
  public StatusPort(Publication publication, Meters meters, boolean metricsForAll) {
    this.publication = publication;
    this.meters = meters;
    this.metricsForAll = metricsForAll;
  }

  @Override
  public void accept(ServerBuilder builder) {
    OcspService ocsp = new OcspService(publication);
    builder
        .service(
            "/health", (_, _) -> HttpResponse.of(HttpStatus.OK, MediaType.PLAIN_TEXT_UTF_8, "ok\n"))
        .route()
        .get("/metrics")
        .build(new MetricsService(meters, metricsForAll))
        .serviceUnder(
            "/",
            new PublicationService(
                new CertificateService(publication), new CrlService(publication), ocsp));
  }
}
