// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.authority.AuthorityArn;
import dev.signet.cli.ApiClient;
import dev.signet.cli.CommandRefused;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.AuditReportResponseFormat;
import dev.signet.wire.generated.acmpca.CertificateAuthority;
import dev.signet.wire.generated.acmpca.CreateCertificateAuthorityAuditReportRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an authority issued, by an audit report: the only list of certificates in the API. The
 * report passes through a bucket and does not stay there.
 */
final class AuditedCertificates {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx", Locale.ROOT);
  private static final int CONFLICT = 409;

  private final PcaClient pca;
  private final @Nullable String bucket;

  /**
   * Reports of a server.
   *
   * @param bucket through which they pass; null for one that is made for that
   */
  AuditedCertificates(PcaClient pca, @Nullable String bucket) {
    this.pca = pca;
    this.bucket = bucket;
  }

  /** What is done with a report while it comes. */
  interface Reading {
    void read(InputStream report) throws IOException;
  }

  /** Has a report made now, a JSON array of objects, and reads it. */
  void read(CertificateAuthority authority, Reading reading) {
    AuthorityArn arn = NamedAuthority.arn(authority);
    String through = bucket == null ? usual(arn) : bucket;
    String key =
        ApiClient.present(
            pca.call(
                    arn,
                    AcmPca.CREATE_CERTIFICATE_AUTHORITY_AUDIT_REPORT,
                    new CreateCertificateAuthorityAuditReportRequest(
                        arn.toString(), through, AuditReportResponseFormat.JSON))
                .s3Key());
    String place = "/" + through + "/" + key;
    try {
      HttpResponse<InputStream> answer =
          pca.storage().askStorage("GET", place, BodyHandlers.ofInputStream());
      try (InputStream report = answer.body()) {
        done("GET", place, answer);
        reading.read(report);
      }
    } catch (IOException e) {
      throw new CommandRefused("cannot read the report " + place + " to its end");
    } finally {
      done("DELETE", place, pca.storage().askStorage("DELETE", place));
    }
  }

  /** A time of a row. */
  static Instant time(JsonNode row, String member) {
    return OffsetDateTime.parse(row.path(member).asText(), TIME).toInstant();
  }

  /** A bucket of the account, made unless it is there. */
  private String usual(AuthorityArn arn) {
    String name = "signet-lists-" + arn.home().account().value();
    HttpResponse<byte[]> made = pca.storage().askStorage("PUT", "/" + name);
    if (made.statusCode() / 100 != 2 && made.statusCode() != CONFLICT) {
      throw refused("PUT", "/" + name, made);
    }
    return name;
  }

  private static <T> HttpResponse<T> done(String method, String place, HttpResponse<T> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw refused(method, place, answer);
    }
    return answer;
  }

  private static CommandRefused refused(String method, String place, HttpResponse<?> answer) {
    return new CommandRefused(
        method + " " + place + " was answered with status " + answer.statusCode());
  }
}
