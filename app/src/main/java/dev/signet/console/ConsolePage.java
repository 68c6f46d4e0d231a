// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import dev.signet.console.AuthorityPage.AuthorityRow;
import dev.signet.console.View.Frame;
import dev.signet.console.View.Link;
import dev.signet.console.View.Mark;
import java.util.List;
import java.util.Optional;

/**
 * What the first page shows, as text: nothing is decided in the template.
 *
 * @param authorities trees: below each the authorities that it signed for
 * @param watched managed certificates that want a look: whose renewal fails, then what ends soon
 * @param certificates some of the managed ones, newest first
 * @param older where the next of them are; empty on the last page
 */
public record ConsolePage(
    Frame frame,
    List<AuthorityRow> authorities,
    List<CertificateRow> watched,
    List<CertificateRow> certificates,
    String older,
    List<SecretsPage.Row> failingSecrets,
    Link secrets,
    List<MeshBox> meshes,
    List<String> refusedStreams) {

  /**
   * A managed certificate.
   *
   * @param others its names but the first
   * @param issuer who signed it, or was to sign it
   * @param life empty when it was never issued
   */
  public record CertificateRow(
      Link name,
      List<String> others,
      Mark status,
      String issuer,
      String until,
      Optional<Life> life,
      List<String> users,
      Renewal renewal) {}

  /**
   * How a certificate is renewed.
   *
   * @param next when, or why not
   * @param failure the last one, empty while all is well
   */
  public record Renewal(String next, String failure) {}

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
