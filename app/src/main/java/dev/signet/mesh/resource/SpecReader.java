// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.resource;

import dev.signet.wire.generated.appmesh.AccessLog;
import dev.signet.wire.generated.appmesh.Backend;
import dev.signet.wire.generated.appmesh.BackendDefaults;
import dev.signet.wire.generated.appmesh.ClientPolicyTls;
import dev.signet.wire.generated.appmesh.ClientTlsCertificate;
import dev.signet.wire.generated.appmesh.DurationUnit;
import dev.signet.wire.generated.appmesh.Listener;
import dev.signet.wire.generated.appmesh.ListenerTimeout;
import dev.signet.wire.generated.appmesh.ListenerTlsCertificate;
import dev.signet.wire.generated.appmesh.ListenerTlsValidationContext;
import dev.signet.wire.generated.appmesh.ListenerTlsValidationContextTrust;
import dev.signet.wire.generated.appmesh.Logging;
import dev.signet.wire.generated.appmesh.OutlierDetection;
import dev.signet.wire.generated.appmesh.SubjectAlternativeNames;
import dev.signet.wire.generated.appmesh.TlsValidationContext;
import dev.signet.wire.generated.appmesh.TlsValidationContextTrust;
import dev.signet.wire.generated.appmesh.VirtualGatewayAccessLog;
import dev.signet.wire.generated.appmesh.VirtualGatewayBackendDefaults;
import dev.signet.wire.generated.appmesh.VirtualGatewayClientPolicy;
import dev.signet.wire.generated.appmesh.VirtualGatewayClientPolicyTls;
import dev.signet.wire.generated.appmesh.VirtualGatewayClientTlsCertificate;
import dev.signet.wire.generated.appmesh.VirtualGatewayConnectionPool;
import dev.signet.wire.generated.appmesh.VirtualGatewayHealthCheckPolicy;
import dev.signet.wire.generated.appmesh.VirtualGatewayListener;
import dev.signet.wire.generated.appmesh.VirtualGatewayListenerTls;
import dev.signet.wire.generated.appmesh.VirtualGatewayListenerTlsCertificate;
import dev.signet.wire.generated.appmesh.VirtualGatewayListenerTlsValidationContext;
import dev.signet.wire.generated.appmesh.VirtualGatewayListenerTlsValidationContextTrust;
import dev.signet.wire.generated.appmesh.VirtualGatewayLogging;
import dev.signet.wire.generated.appmesh.VirtualGatewaySpec;
import dev.signet.wire.generated.appmesh.VirtualGatewayTlsValidationContext;
import dev.signet.wire.generated.appmesh.VirtualGatewayTlsValidationContextTrust;
import dev.signet.wire.generated.appmesh.VirtualNodeConnectionPool;
import dev.signet.wire.generated.appmesh.VirtualNodeSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the parallel shapes of virtual nodes and gateways into one. */
public final class SpecReader {
  private SpecReader() {}

  /** What the spec of a virtual node says. */
  public static VirtualNode read(VirtualNodeSpec spec) {
    BackendDefaults defaults = spec.backendDefaults();
    Optional<ClientPolicy> usual =
        defaults == null ? Optional.empty() : policy(defaults.clientPolicy());
    return new VirtualNode(
        present(spec.listeners()).stream().map(SpecReader::listener).toList(),
        new Backends(
            usual, present(spec.backends()).stream().map(each -> backend(each, usual)).toList()),
        Optional.ofNullable(spec.serviceDiscovery()),
        log(spec.logging()));
  }

  /** What the spec of a virtual gateway says. */
  public static VirtualGateway read(VirtualGatewaySpec spec) {
    VirtualGatewayBackendDefaults defaults = spec.backendDefaults();
    Optional<ClientPolicy> usual =
        defaults == null ? Optional.empty() : policy(defaults.clientPolicy());
    return new VirtualGateway(
        spec.listeners().stream().map(SpecReader::listener).toList(),
        new Backends(usual, List.of()),
        log(spec.logging()));
  }

  /** A list of the API that may be absent. */
  static <T> List<T> present(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static MeshListener listener(Listener listener) {
    return new MeshListener(
        listener.portMapping().port(),
        protocol(listener.portMapping().protocol()),
        Optional.ofNullable(listener.tls()).map(SpecReader::tls),
        Optional.ofNullable(listener.timeout()).map(SpecReader::timeouts),
        Optional.ofNullable(listener.connectionPool()).map(SpecReader::pool),
        Optional.ofNullable(listener.healthCheck()).map(SpecReader::healthCheck),
        Optional.ofNullable(listener.outlierDetection()).map(SpecReader::outliers));
  }

  private static MeshListener listener(VirtualGatewayListener listener) {
    return new MeshListener(
        listener.portMapping().port(),
        protocol(listener.portMapping().protocol()),
        Optional.ofNullable(listener.tls()).map(SpecReader::tls),
        Optional.empty(),
        Optional.ofNullable(listener.connectionPool()).map(SpecReader::pool),
        Optional.ofNullable(listener.healthCheck()).map(SpecReader::healthCheck),
        Optional.empty());
  }

  private static MeshProtocol protocol(Enum<?> named) {
    return MeshProtocol.valueOf(named.name());
  }

  private static ListenerTls tls(dev.signet.wire.generated.appmesh.ListenerTls tls) {
    return new ListenerTls(
        ListenerTls.Mode.valueOf(tls.mode().name()),
        switch (tls.certificate()) {
          case ListenerTlsCertificate.Acm(var acm) ->
              new CertificateSource.Acm(acm.certificateArn());
          case ListenerTlsCertificate.File(var file) ->
              new CertificateSource.File(file.certificateChain(), file.privateKey());
          case ListenerTlsCertificate.Sds(var sds) -> new CertificateSource.Sds(sds.secretName());
        },
        Optional.ofNullable(tls.validation()).map(SpecReader::validation));
  }

  private static ListenerTls tls(VirtualGatewayListenerTls tls) {
    return new ListenerTls(
        ListenerTls.Mode.valueOf(tls.mode().name()),
        switch (tls.certificate()) {
          case VirtualGatewayListenerTlsCertificate.Acm(var acm) ->
              new CertificateSource.Acm(acm.certificateArn());
          case VirtualGatewayListenerTlsCertificate.File(var file) ->
              new CertificateSource.File(file.certificateChain(), file.privateKey());
          case VirtualGatewayListenerTlsCertificate.Sds(var sds) ->
              new CertificateSource.Sds(sds.secretName());
        },
        Optional.ofNullable(tls.validation()).map(SpecReader::validation));
  }

  private static Validation validation(ListenerTlsValidationContext context) {
    return new Validation(
        switch (context.trust()) {
          case ListenerTlsValidationContextTrust.File(var file) ->
              new TrustSource.File(file.certificateChain());
          case ListenerTlsValidationContextTrust.Sds(var sds) ->
              new TrustSource.Sds(sds.secretName());
        },
        names(context.subjectAlternativeNames()));
  }

  private static Validation validation(VirtualGatewayListenerTlsValidationContext context) {
    return new Validation(
        switch (context.trust()) {
          case VirtualGatewayListenerTlsValidationContextTrust.File(var file) ->
              new TrustSource.File(file.certificateChain());
          case VirtualGatewayListenerTlsValidationContextTrust.Sds(var sds) ->
              new TrustSource.Sds(sds.secretName());
        },
        names(context.subjectAlternativeNames()));
  }

  private static Validation validation(TlsValidationContext context) {
    return new Validation(
        switch (context.trust()) {
          case TlsValidationContextTrust.Acm(var acm) ->
              new TrustSource.Acm(acm.certificateAuthorityArns());
          case TlsValidationContextTrust.File(var file) ->
              new TrustSource.File(file.certificateChain());
          case TlsValidationContextTrust.Sds(var sds) -> new TrustSource.Sds(sds.secretName());
        },
        names(context.subjectAlternativeNames()));
  }

  private static Validation validation(VirtualGatewayTlsValidationContext context) {
    return new Validation(
        switch (context.trust()) {
          case VirtualGatewayTlsValidationContextTrust.Acm(var acm) ->
              new TrustSource.Acm(acm.certificateAuthorityArns());
          case VirtualGatewayTlsValidationContextTrust.File(var file) ->
              new TrustSource.File(file.certificateChain());
          case VirtualGatewayTlsValidationContextTrust.Sds(var sds) ->
              new TrustSource.Sds(sds.secretName());
        },
        names(context.subjectAlternativeNames()));
  }

  private static List<String> names(@Nullable SubjectAlternativeNames names) {
    return names == null ? List.of() : names.match().exact();
  }

  private static Timeouts timeouts(ListenerTimeout timeout) {
    return switch (timeout) {
      case ListenerTimeout.Grpc(var grpc) ->
          new Timeouts(MeshProtocol.GRPC, duration(grpc.perRequest()), duration(grpc.idle()));
      case ListenerTimeout.Http(var http) ->
          new Timeouts(MeshProtocol.HTTP, duration(http.perRequest()), duration(http.idle()));
      case ListenerTimeout.Http2(var http2) ->
          new Timeouts(MeshProtocol.HTTP2, duration(http2.perRequest()), duration(http2.idle()));
      case ListenerTimeout.Tcp(var tcp) ->
          new Timeouts(MeshProtocol.TCP, Optional.empty(), duration(tcp.idle()));
    };
  }

  /** A duration; empty when none is said. One without a unit is in seconds. */
  private static Optional<Duration> duration(
      dev.signet.wire.generated.appmesh.@Nullable Duration said) {
    if (said == null || said.value() == null) {
      return Optional.empty();
    }
    return Optional.of(
        said.unit() == DurationUnit.MS
            ? Duration.ofMillis(said.value())
            : Duration.ofSeconds(said.value()));
  }

  private static ConnectionPool pool(VirtualNodeConnectionPool pool) {
    return switch (pool) {
      case VirtualNodeConnectionPool.Grpc(var grpc) ->
          requests(MeshProtocol.GRPC, grpc.maxRequests());
      case VirtualNodeConnectionPool.Http(var http) ->
          connections(MeshProtocol.HTTP, http.maxConnections(), http.maxPendingRequests());
      case VirtualNodeConnectionPool.Http2(var http2) ->
          requests(MeshProtocol.HTTP2, http2.maxRequests());
      case VirtualNodeConnectionPool.Tcp(var tcp) ->
          connections(MeshProtocol.TCP, tcp.maxConnections(), null);
    };
  }

  private static ConnectionPool pool(VirtualGatewayConnectionPool pool) {
    return switch (pool) {
      case VirtualGatewayConnectionPool.Grpc(var grpc) ->
          requests(MeshProtocol.GRPC, grpc.maxRequests());
      case VirtualGatewayConnectionPool.Http(var http) ->
          connections(MeshProtocol.HTTP, http.maxConnections(), http.maxPendingRequests());
      case VirtualGatewayConnectionPool.Http2(var http2) ->
          requests(MeshProtocol.HTTP2, http2.maxRequests());
    };
  }

  private static ConnectionPool connections(
      MeshProtocol protocol, int connections, @Nullable Integer pending) {
    return new ConnectionPool(
        protocol, Optional.of(connections), Optional.ofNullable(pending), Optional.empty());
  }

  private static ConnectionPool requests(MeshProtocol protocol, int requests) {
    return new ConnectionPool(protocol, Optional.empty(), Optional.empty(), Optional.of(requests));
  }

  private static HealthCheckPolicy healthCheck(
      dev.signet.wire.generated.appmesh.HealthCheckPolicy policy) {
    return new HealthCheckPolicy(
        protocol(policy.protocol()),
        Optional.ofNullable(policy.path()),
        Optional.ofNullable(policy.port()),
        Duration.ofMillis(policy.intervalMillis()),
        Duration.ofMillis(policy.timeoutMillis()),
        policy.healthyThreshold(),
        policy.unhealthyThreshold());
  }

  private static HealthCheckPolicy healthCheck(VirtualGatewayHealthCheckPolicy policy) {
    return new HealthCheckPolicy(
        protocol(policy.protocol()),
        Optional.ofNullable(policy.path()),
        Optional.ofNullable(policy.port()),
        Duration.ofMillis(policy.intervalMillis()),
        Duration.ofMillis(policy.timeoutMillis()),
        policy.healthyThreshold(),
        policy.unhealthyThreshold());
  }

  private static OutlierPolicy outliers(OutlierDetection detection) {
    return new OutlierPolicy(
        detection.maxServerErrors(),
        duration(detection.interval()),
        duration(detection.baseEjectionDuration()),
        detection.maxEjectionPercent());
  }

  private static Backends.Service backend(Backend backend, Optional<ClientPolicy> usual) {
    return switch (backend) {
      case Backend.VirtualService(var called) ->
          new Backends.Service(
              called.virtualServiceName(),
              called.clientPolicy() == null ? usual : policy(called.clientPolicy()));
    };
  }

  private static Optional<ClientPolicy> policy(
      dev.signet.wire.generated.appmesh.@Nullable ClientPolicy policy) {
    ClientPolicyTls tls = policy == null ? null : policy.tls();
    return Optional.ofNullable(tls)
        .map(found ->
            new ClientPolicy(
                !Boolean.FALSE.equals(found.enforce()),
                present(found.ports()),
                Optional.ofNullable(found.certificate()).map(SpecReader::certificate),
                validation(found.validation())));
  }

  private static Optional<ClientPolicy> policy(@Nullable VirtualGatewayClientPolicy policy) {
    VirtualGatewayClientPolicyTls tls = policy == null ? null : policy.tls();
    return Optional.ofNullable(tls)
        .map(found ->
            new ClientPolicy(
                !Boolean.FALSE.equals(found.enforce()),
                present(found.ports()),
                Optional.ofNullable(found.certificate()).map(SpecReader::certificate),
                validation(found.validation())));
  }

  private static CertificateSource certificate(ClientTlsCertificate certificate) {
    return switch (certificate) {
      case ClientTlsCertificate.File(var file) ->
          new CertificateSource.File(file.certificateChain(), file.privateKey());
      case ClientTlsCertificate.Sds(var sds) -> new CertificateSource.Sds(sds.secretName());
    };
  }

  private static CertificateSource certificate(VirtualGatewayClientTlsCertificate certificate) {
    return switch (certificate) {
      case VirtualGatewayClientTlsCertificate.File(var file) ->
          new CertificateSource.File(file.certificateChain(), file.privateKey());
      case VirtualGatewayClientTlsCertificate.Sds(var sds) ->
          new CertificateSource.Sds(sds.secretName());
    };
  }

  private static Optional<AccessLogFile> log(@Nullable Logging logging) {
    return logging != null && logging.accessLog() instanceof AccessLog.File(var file)
        ? Optional.of(new AccessLogFile(file.path(), Optional.ofNullable(file.format())))
        : Optional.empty();
  }

  private static Optional<AccessLogFile> log(@Nullable VirtualGatewayLogging logging) {
    return logging != null && logging.accessLog() instanceof VirtualGatewayAccessLog.File(var file)
        ? Optional.of(new AccessLogFile(file.path(), Optional.ofNullable(file.format())))
        : Optional.empty();
  }
}
