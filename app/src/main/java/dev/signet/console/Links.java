// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import dev.signet.authority.AuthorityArn;
import dev.signet.certificate.CertificateArn;
import dev.signet.pki.cert.Serial;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where the pages of a session are, and the only place that knows how their addresses look but
 * {@link ConsolePages}, which reads them.
 *
 * @param base path of the session
 * @param region in which they look
 */
record Links(String base, String region) {
  static final String AUTHORITY = "ca";
  static final String CERTIFICATE = "certificate";
  static final String SECRETS = "secrets";
  static final String SEARCH = "search";
  static final String PEM = "certificate.pem";
  static final String CHAIN = "chain.pem";
  static final String REGION = "region";
  static final String QUERY = "q";
  static final String AFTER = "after";

  /** The first page. */
  String overview() {
    return at(base);
  }

  /** The first page of another Region. */
  String overview(String other) {
    return new Links(base, other).overview();
  }

  /** An authority. */
  String authority(AuthorityArn arn) {
    return at(authorityPath(arn));
  }

  /** A certificate that an authority issued. */
  String issued(AuthorityArn authority, Serial serial) {
    return at(issuedPath(authority, serial));
  }

  /** A managed certificate. */
  String managed(CertificateArn arn) {
    return at(managedPath(arn));
  }

  /** Secrets. */
  String secrets() {
    return at(base + "/" + SECRETS);
  }

  /** Where the form of the search box leads. */
  String search() {
    return base + "/" + SEARCH;
  }

  /** What a search finds. */
  String found(String query) {
    return at(search()) + "&" + QUERY + "=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
  }

  /** A file below a page, or the page after one. */
  static String below(String page, String file) {
    int query = page.indexOf('?');
    return page.substring(0, query) + "/" + file + page.substring(query);
  }

  /** The page of a listing that begins after a place. */
  static String after(String page, String place) {
    return page + "&" + AFTER + "=" + URLEncoder.encode(place, StandardCharsets.UTF_8);
  }

  private String authorityPath(AuthorityArn arn) {
    return base + "/" + AUTHORITY + "/" + arn.id();
  }

  private String issuedPath(AuthorityArn authority, Serial serial) {
    return authorityPath(authority) + "/" + serial.hex();
  }

  private String managedPath(CertificateArn arn) {
    String text = arn.toString();
    return base + "/" + CERTIFICATE + "/" + text.substring(text.lastIndexOf('/') + 1);
  }

  private String at(String path) {
    return path + "?" + REGION + "=" + region;
  }
}
