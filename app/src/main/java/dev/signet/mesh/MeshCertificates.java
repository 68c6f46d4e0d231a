// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Arn;
import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.mesh.resource.Proxied;
import dev.signet.mesh.resource.SignetTags;
import dev.signet.store.Tx;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The certificates and CAs that nodes and gateways name in their specs and tags. */
final class MeshCertificates {
  private static final Set<String> IN_FORCE = Set.of("ISSUED");

  /** One that has expired does not stop the update of another field. */
  private static final Set<String> WAS_ISSUED = Set.of("ISSUED", "EXPIRED");

  private final CertificateDirectory directory;

  MeshCertificates(CertificateDirectory directory) {
    this.directory = directory;
  }

  /**
   * Accepts a spec whose certificates can be delivered and whose CAs exist.
   *
   * @param home of the resource
   * @throws Refusal of kind INVALID that names the status; DENIED for another account's CA
   */
  void require(Tx tx, Home home, Spec spec) {
    certificates(spec).forEach(arn -> requireCertificate(tx, home, arn, WAS_ISSUED));
    authorities(spec).forEach(arn -> requireAuthority(tx, home, arn));
  }

  /** The same for the tags that a caller sets. */
  void require(Tx tx, Home home, Tags set) {
    SignetTags.clientCertificate(set).ifPresent(arn -> requireCertificate(tx, home, arn, IN_FORCE));
    SignetTags.clientAuthorities(set).forEach(arn -> requireAuthority(tx, home, arn));
  }

  /** Records which certificates the resource uses from now on. */
  void recordUses(Tx tx, MeshResource resource) {
    directory.replaceUses(tx, resource.arn(), certificates(resource));
  }

  /** ARNs of the certificates that a resource names, in its spec or by its tags. */
  static Set<String> certificates(MeshResource resource) {
    Set<String> named = certificates(resource.spec());
    SignetTags.clientCertificate(resource.tags()).ifPresent(named::add);
    return named;
  }

  /** ARNs of the CAs that a resource names, in its spec or by its tags. */
  static Set<String> authorities(MeshResource resource) {
    Set<String> named = authorities(resource.spec());
    named.addAll(SignetTags.clientAuthorities(resource.tags()));
    return named;
  }

  /** Records that a resource that is gone uses nothing. */
  void dropUses(Tx tx, MeshResource resource) {
    directory.replaceUses(tx, resource.arn(), Set.of());
  }

  private void requireCertificate(Tx tx, Home home, String arn, Set<String> accepted) {
    if (Arn.parse(arn).filter(it -> it.service().equals("acm") && it.isIn(home)).isEmpty()) {
      throw Refusal.invalid(
          "certificate '"
              + arn
              + "': expected the ARN of an acm certificate of account "
              + home.account()
              + " in "
              + home.region());
    }
    String status = directory.statusOf(tx, arn).orElse("missing");
    if (!accepted.contains(status)) {
      throw Refusal.invalid(
          "certificate " + arn + " is " + status + ": expected one of a private CA that is ISSUED");
    }
  }

  private void requireAuthority(Tx tx, Home home, String text) {
    Arn arn =
        Arn.parse(text)
            .filter(it -> it.service().equals("acm-pca"))
            .filter(it -> it.region().equals(home.region().name()))
            .orElseThrow(() ->
                Refusal.invalid(
                    "certificate authority '"
                        + text
                        + "': expected the ARN of a private CA in "
                        + home.region()));
    if (!arn.isIn(home)) {
      throw Refusal.denied(
          "certificate authority " + text + " is not shared with account " + home.account());
    }
    if (!directory.authorityExists(tx, text)) {
      throw Refusal.invalid(
          "certificate authority " + text + " does not exist: expected one that does");
    }
  }

  private static Set<String> certificates(Spec spec) {
    return new TreeSet<>(MeshRules.proxied(spec).map(Proxied::certificates).orElse(List.of()));
  }

  private static Set<String> authorities(Spec spec) {
    return new TreeSet<>(MeshRules.proxied(spec).map(Proxied::authorities).orElse(List.of()));
  }
}
