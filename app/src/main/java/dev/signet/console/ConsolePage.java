// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import java.util.List;

/**
 * What the page shows, as text: nothing is decided in the template.
 *
 * @param about version and age of the server, and its data folder
 */
public record ConsolePage(
    String account,
    String region,
    List<String> regions,
    String at,
    String about,
    List<AuthorityRow> authorities,
    List<CertificateRow> certificates,
    List<MeshBox> meshes,
    List<String> refusedStreams) {

  /** How something stands: good, or worth a look. */
  public record Mark(String text, boolean good) {}

  /**
   * A CA.
   *
   * @param issued the newest certificates that it issued
   * @param total how many it issued
   */
  public record AuthorityRow(
      String name,
      String arn,
      Mark status,
      String kind,
      String until,
      List<IssuedRow> issued,
      int total) {}

  /** A certificate that a CA issued. */
  public record IssuedRow(String subject, String serial, String until) {}

  /** A managed certificate. */
  public record CertificateRow(
      String name, String arn, Mark status, String key, String until, List<String> users) {}

  /** A mesh with all that is in it. */
  public record MeshBox(
      String name, List<ResourceRow> resources, List<ProxyRow> proxies, List<String> findings) {}

  /**
   * A mesh resource.
   *
   * @param details its listeners with their TLS modes, or where it leads
   */
  public record ResourceRow(String kind, String name, List<String> details) {}

  /**
   * A proxy.
   *
   * @param troubles what it refused, in Envoy's words, and what it asked for in vain
   */
  public record ProxyRow(
      String resource,
      String address,
      Mark status,
      String envoy,
      String identityUntil,
      List<String> secrets,
      List<String> troubles) {}
}
