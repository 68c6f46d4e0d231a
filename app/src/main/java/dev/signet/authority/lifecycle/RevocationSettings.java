// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.lifecycle;

import java.util.Optional;

/**
 * How an authority tells which of its certificates count no more: the API's
 * RevocationConfiguration.
 *
 * @param crl while CRLs are enabled
 * @param ocsp while OCSP is enabled
 */
public record RevocationSettings(Optional<Crl> crl, Optional<Ocsp> ocsp) {
  /** Neither. */
  public static final RevocationSettings DISABLED =
      new RevocationSettings(Optional.empty(), Optional.empty());

  /**
   * What is said of CRLs.
   *
   * @param days how long each is good, ExpirationInDays
   * @param host where clients find it, CustomCname
   * @param everybody whether everybody may read it in the bucket, S3ObjectAcl PUBLIC_READ
   * @param omitted whether certificates leave out where it is
   * @param partitioned whether certificates name a part of the list, CrlType PARTITIONED
   * @param path in place of {@code crl}, CustomPath
   */
  public record Crl(
      int days,
      Optional<String> host,
      Optional<String> bucket,
      boolean everybody,
      boolean omitted,
      boolean partitioned,
      Optional<String> path) {
    private static final String FOLDER = "crl";

    /** The path of the list with this name: its key in a bucket, and in URLs. */
    public String pathOf(String name) {
      String folder = path.orElse(FOLDER);
      return folder.equals("/") ? name + ".crl" : folder + "/" + name + ".crl";
    }
  }

  /**
   * What is said of OCSP.
   *
   * @param host where clients find the responder, OcspCustomCname
   */
  public record Ocsp(Optional<String> host) {}
}
