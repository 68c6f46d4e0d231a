// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Arn;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.store.Tx;
import dev.signet.wire.generated.appmesh.Backend;
import dev.signet.wire.generated.appmesh.ClientPolicy;
import dev.signet.wire.generated.appmesh.ListenerTlsCertificate;
import dev.signet.wire.generated.appmesh.TlsValidationContextTrust;
import dev.signet.wire.generated.appmesh.VirtualGatewayBackendDefaults;
import dev.signet.wire.generated.appmesh.VirtualGatewayClientPolicy;
import dev.signet.wire.generated.appmesh.VirtualGatewayListenerTlsCertificate;
import dev.signet.wire.generated.appmesh.VirtualGatewaySpec;
import dev.signet.wire.generated.appmesh.VirtualGatewayTlsValidationContextTrust;
import dev.signet.wire.generated.appmesh.VirtualNodeSpec;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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
   * @throws Refusal of kind INVALID that names the status; DENIED for another account's CA
   */
  void require(Tx tx, Caller caller, Spec spec) {
    certificates(spec).forEach(arn -> requireCertificate(tx, caller, arn, WAS_ISSUED));
    authorities(spec).forEach(arn -> requireAuthority(tx, caller, arn));
  }

  /** The same for the tags that a caller sets. */
  void require(Tx tx, Caller caller, Tags set) {
    MeshTags.certificates(set).forEach(arn -> requireCertificate(tx, caller, arn, IN_FORCE));
    MeshTags.authorities(set).forEach(arn -> requireAuthority(tx, caller, arn));
  }

  /** Records which certificates the resource uses from now on. */
  void recordUses(Tx tx, MeshResource resource) {
    directory.replaceUses(tx, resource.arn(), certificates(resource));
  }

  /** ARNs of the certificates that a resource names, in its spec or by its tags. */
  static Set<String> certificates(MeshResource resource) {
    Set<String> named = certificates(resource.spec());
    named.addAll(MeshTags.certificates(resource.tags()));
    return named;
  }

  /** ARNs of the CAs that a resource names, in its spec or by its tags. */
  static Set<String> authorities(MeshResource resource) {
    Set<String> named = authorities(resource.spec());
    named.addAll(MeshTags.authorities(resource.tags()));
    return named;
  }

  /** Records that a resource that is gone uses nothing. */
  void dropUses(Tx tx, MeshResource resource) {
    directory.replaceUses(tx, resource.arn(), Set.of());
  }

  private void requireCertificate(Tx tx, Caller caller, String arn, Set<String> accepted) {
    if (Arn.parse(arn).filter(it -> it.service().equals("acm") && it.isIn(caller)).isEmpty()) {
      throw MeshRules.invalid(
          "certificate '"
              + arn
              + "': expected the ARN of an acm certificate of account "
              + caller.account()
              + " in "
              + caller.region());
    }
    String status = directory.statusOf(tx, arn).orElse("missing");
    if (!accepted.contains(status)) {
      throw MeshRules.invalid(
          "certificate " + arn + " is " + status + ": expected one that is ISSUED");
    }
  }

  private void requireAuthority(Tx tx, Caller caller, String text) {
    Arn arn =
        Arn.parse(text)
            .filter(it -> it.service().equals("acm-pca"))
            .filter(it -> it.region().equals(caller.region().name()))
            .orElseThrow(() ->
                MeshRules.invalid(
                    "certificate authority '"
                        + text
                        + "': expected the ARN of a private CA in "
                        + caller.region()));
    if (!arn.isIn(caller)) {
      throw new Refusal(
          Refusal.Kind.DENIED,
          "certificate authority " + text + " is not shared with account " + caller.account());
    }
    if (!directory.authorityExists(tx, text)) {
      throw MeshRules.invalid(
          "certificate authority " + text + " does not exist: expected one that does");
    }
  }

  private static Set<String> certificates(Spec spec) {
    Set<String> arns = new TreeSet<>();
    if (spec instanceof Spec.Node(VirtualNodeSpec node)) {
      for (var listener : Spec.present(node.listeners())) {
        if (listener.tls() != null
            && listener.tls().certificate() instanceof ListenerTlsCertificate.Acm(var acm)) {
          arns.add(acm.certificateArn());
        }
      }
    }
    if (spec instanceof Spec.Gateway(VirtualGatewaySpec gateway)) {
      for (var listener : gateway.listeners()) {
        if (listener.tls() != null
            && listener.tls().certificate()
                instanceof VirtualGatewayListenerTlsCertificate.Acm(var acm)) {
          arns.add(acm.certificateArn());
        }
      }
    }
    return arns;
  }

  private static Set<String> authorities(Spec spec) {
    Set<String> arns = new TreeSet<>();
    if (spec instanceof Spec.Node(VirtualNodeSpec node)) {
      if (node.backendDefaults() != null) {
        arns.addAll(trusted(node.backendDefaults().clientPolicy()));
      }
      for (Backend backend : Spec.present(node.backends())) {
        switch (backend) {
          case Backend.VirtualService(var service) -> arns.addAll(trusted(service.clientPolicy()));
        }
      }
    }
    if (spec instanceof Spec.Gateway(VirtualGatewaySpec gateway)) {
      arns.addAll(trusted(gateway.backendDefaults()));
    }
    return arns;
  }

  private static List<String> trusted(@Nullable ClientPolicy policy) {
    return policy != null
            && policy.tls() != null
            && policy.tls().validation().trust() instanceof TlsValidationContextTrust.Acm(var acm)
        ? acm.certificateAuthorityArns()
        : List.of();
  }

  private static List<String> trusted(@Nullable VirtualGatewayBackendDefaults defaults) {
    VirtualGatewayClientPolicy policy = defaults == null ? null : defaults.clientPolicy();
    return policy != null
            && policy.tls() != null
            && policy.tls().validation().trust()
                instanceof VirtualGatewayTlsValidationContextTrust.Acm(var acm)
        ? acm.certificateAuthorityArns()
        : List.of();
  }
}
