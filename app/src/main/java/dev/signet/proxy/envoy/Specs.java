// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import dev.signet.wire.generated.appmesh.ClientPolicy;
import dev.signet.wire.generated.appmesh.ClientPolicyTls;
import dev.signet.wire.generated.appmesh.Listener;
import dev.signet.wire.generated.appmesh.ListenerTls;
import dev.signet.wire.generated.appmesh.ListenerTlsCertificate;
import dev.signet.wire.generated.appmesh.ListenerTlsMode;
import dev.signet.wire.generated.appmesh.SubjectAlternativeNames;
import dev.signet.wire.generated.appmesh.TlsValidationContextTrust;
import dev.signet.wire.generated.appmesh.VirtualGatewayClientPolicy;
import dev.signet.wire.generated.appmesh.VirtualGatewayClientPolicyTls;
import dev.signet.wire.generated.appmesh.VirtualGatewayListener;
import dev.signet.wire.generated.appmesh.VirtualGatewayListenerTls;
import dev.signet.wire.generated.appmesh.VirtualGatewayListenerTlsCertificate;
import dev.signet.wire.generated.appmesh.VirtualGatewayListenerTlsMode;
import dev.signet.wire.generated.appmesh.VirtualGatewaySpec;
import dev.signet.wire.generated.appmesh.VirtualGatewayTlsValidationContextTrust;
import dev.signet.wire.generated.appmesh.VirtualNodeSpec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the parallel shapes of virtual nodes and gateways into one. */
final class Specs {
  private Specs() {}

  static List<Ingress> listeners(VirtualNodeSpec spec) {
    return spec.listeners() == null
        ? List.of()
        : spec.listeners().stream().map(Specs::listener).toList();
  }

  private static Ingress listener(Listener listener) {
    ListenerTls tls = listener.tls();
    Optional<Ingress.ServerTls> server =
        tls == null || tls.mode() == ListenerTlsMode.DISABLED
            ? Optional.empty()
            : Optional.of(
                new Ingress.ServerTls(
                    tls.mode() == ListenerTlsMode.PERMISSIVE,
                    tls.certificate() instanceof ListenerTlsCertificate.Acm acm
                        ? Optional.of(acm.value().certificateArn())
                        : Optional.empty(),
                    tls.validation() != null));
    return new Ingress(
        listener.portMapping().port(),
        listener.portMapping().protocol().value(),
        server,
        Limits.of(listener));
  }

  static List<Ingress> listeners(VirtualGatewaySpec spec) {
    return spec.listeners().stream().map(Specs::listener).toList();
  }

  static Ingress listener(VirtualGatewayListener listener) {
    VirtualGatewayListenerTls tls = listener.tls();
    Optional<Ingress.ServerTls> server =
        tls == null || tls.mode() == VirtualGatewayListenerTlsMode.DISABLED
            ? Optional.empty()
            : Optional.of(
                new Ingress.ServerTls(
                    tls.mode() == VirtualGatewayListenerTlsMode.PERMISSIVE,
                    tls.certificate() instanceof VirtualGatewayListenerTlsCertificate.Acm acm
                        ? Optional.of(acm.value().certificateArn())
                        : Optional.empty(),
                    tls.validation() != null));
    return new Ingress(
        listener.portMapping().port(),
        listener.portMapping().protocol().value(),
        server,
        Limits.of(listener));
  }

  static Optional<Policy> policy(@Nullable ClientPolicy policy) {
    ClientPolicyTls tls = policy == null ? null : policy.tls();
    if (tls == null) {
      return Optional.empty();
    }
    Optional<List<String>> authorities =
        tls.validation().trust() instanceof TlsValidationContextTrust.Acm acm
            ? Optional.of(acm.value().certificateAuthorityArns())
            : Optional.empty();
    return Optional.of(
        new Policy(
            tls.enforce() == null || tls.enforce(),
            tls.ports() == null ? List.of() : tls.ports(),
            authorities,
            names(tls.validation().subjectAlternativeNames()),
            tls.certificate() != null));
  }

  static Optional<Policy> policy(@Nullable VirtualGatewayClientPolicy policy) {
    VirtualGatewayClientPolicyTls tls = policy == null ? null : policy.tls();
    if (tls == null) {
      return Optional.empty();
    }
    Optional<List<String>> authorities =
        tls.validation().trust() instanceof VirtualGatewayTlsValidationContextTrust.Acm acm
            ? Optional.of(acm.value().certificateAuthorityArns())
            : Optional.empty();
    return Optional.of(
        new Policy(
            tls.enforce() == null || tls.enforce(),
            tls.ports() == null ? List.of() : tls.ports(),
            authorities,
            names(tls.validation().subjectAlternativeNames()),
            tls.certificate() != null));
  }

  private static List<String> names(@Nullable SubjectAlternativeNames names) {
    return names == null ? List.of() : names.match().exact();
  }
}
