// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.signet.access.AccessKey;
import dev.signet.access.AccessKeys;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Entropy;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Region;
import dev.signet.kernel.TlsPeer;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.codec.Operation;
import dev.signet.wire.codec.Problem;
import dev.signet.wire.codec.Protocol;
import dev.signet.wire.codec.Query;
import dev.signet.wire.codec.Route;
import dev.signet.wire.codec.Router;
import dev.signet.wire.codec.ServiceModel;
import dev.signet.wire.generated.Services;
import dev.signet.wire.sigv4.Credentials;
import dev.signet.wire.sigv4.SignableRequest;
import dev.signet.wire.sigv4.Verdict;
import dev.signet.wire.sigv4.Verifier;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every call: signature → route → built? → constraints → handler → answer. The few unsigned
 * operations are answered over TLS only. A request is handled by a virtual thread; the event loops
 * never wait.
 */
public final class Front implements HttpService {
  private static final Logger log = LoggerFactory.getLogger(Front.class);

  /** Requests that may wait or run at once; more are answered 503. */
  private static final int MAX_REQUESTS = 10_000;

  private final Bindings<Caller> signed;
  private final Bindings<TlsPeer> unsigned;
  private final Router router = new Router(Services.all());
  private final AccessKeys keys;
  private final Verifier verifier;
  private final InstantSource clock;
  private final Entropy entropy;
  private final Bodies bodies = Bodies.ofHeap();
  private final Semaphore room = new Semaphore(MAX_REQUESTS);
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * The door to what is built.
   *
   * @param signed operations whose caller is who signed
   * @param unsigned operations whose caller is the other end of the TLS connection
   */
  public Front(
      Bindings<Caller> signed,
      Bindings<TlsPeer> unsigned,
      AccessKeys keys,
      InstantSource clock,
      Entropy entropy) {
    this.signed = signed;
    this.unsigned = unsigned;
    this.keys = keys;
    this.clock = clock;
    this.entropy = entropy;
    this.verifier =
        new Verifier(id -> keys.find(id).map(key -> new Credentials(key.id(), key.secret())));
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String id = entropy.uuid().toString();
    return HttpResponse.of(
        bodies
            .read(request, context.eventLoop())
            .thenCompose(body -> whole(context, request.headers(), body, id)));
  }

  /** Only whole requests count: one that never ends must not take the place of others. */
  private CompletableFuture<HttpResponse> whole(
      ServiceRequestContext context,
      RequestHeaders headers,
      Optional<Bodies.Body> read,
      String id) {
    if (read.isEmpty() || !room.tryAcquire()) {
      read.ifPresent(Bodies.Body::close);
      return CompletableFuture.completedFuture(Answer.overloaded(id));
    }
    return CompletableFuture.supplyAsync(
            () -> {
              try (Bodies.Body body = read.get()) {
                return answer(new Call(context, headers, body, id));
              }
            },
            threads)
        .whenComplete((done, failure) -> room.release());
  }

  private HttpResponse answer(Call call) {
    Route route = router.route(call.method(), call.rawPath(), call.target(), call.protocol());
    Answer answer = Answer.to(call, route);
    try {
      if (route instanceof Route.Matched matched && !matched.operation().signed()) {
        return invoke(call, matched.operation(), matched.labels(), unsigned, peer(call), answer);
      }
      Verdict verdict = verifier.verify(call.signable(), clock.instant());
      return switch (verdict) {
        case Verdict.Refused refused ->
            (route instanceof Route.NoRoute ? Answer.query(call) : answer).unsigned(refused);
        case Verdict.Verified verified -> routed(call, route, answer, verified);
      };
    } catch (Refusal refusal) {
      return answer.refused(refusal);
    } catch (Problem problem) {
      return answer.problem(problem);
    } catch (RuntimeException fault) {
      log.error("request {} failed", call.id(), fault);
      return answer.fault();
    }
  }

  private HttpResponse routed(Call call, Route byPath, Answer answer, Verdict.Verified verified) {
    Route route = byPath instanceof Route.NoRoute ? byScope(call, verified) : byPath;
    return switch (route) {
      case Route.Matched matched -> matched(call, matched, verified);
      case Route.UnknownOperation unknown ->
          answer.error(
              400,
              "UnknownOperationException",
              "'" + unknown.name() + "' is not an operation of " + unknown.service());
      case Route.UnsupportedProtocol protocol ->
          answer.error(
              415,
              "UnsupportedProtocolException",
              "protocol '" + protocol.name() + "': expected AWS JSON 1.1");
      case Route.NoRoute _ ->
          answer.error(
              404,
              "UnknownOperationException",
              call.method() + " " + call.rawPath() + ": expected an AWS API request");
    };
  }

  private static Route byScope(Call call, Verdict.Verified verified) {
    for (ServiceModel service : Services.all()) {
      if (service.protocol() == Protocol.QUERY
          && service.signingName().equals(verified.service())) {
        return Query.route(service, call.body());
      }
    }
    return new Route.NoRoute();
  }

  private HttpResponse matched(Call call, Route.Matched matched, Verdict.Verified verified) {
    Answer answer = Answer.to(call, matched);
    ServiceModel service = matched.operation().service();
    boolean preview = PreviewChannel.isSigned(service, verified.service());
    if (!preview && !service.signingName().equals(verified.service())) {
      return answer.error(
          answer.signatureStatus(),
          "InvalidSignatureException",
          "Credential should be scoped to service '"
              + service.signingName()
              + "', not '"
              + verified.service()
              + "'.");
    }
    if (!Region.isWellFormed(verified.region())) {
      return answer.error(
          answer.signatureStatus(),
          "InvalidSignatureException",
          "Credential should be scoped to a valid Region, not '" + verified.region() + "'.");
    }
    AccessKey key = keys.find(verified.accessKeyId()).orElseThrow();
    Caller caller = new Caller(key.account(), new Region(verified.region()), key.principal());
    Answer spelled = preview ? answer.spelled(PreviewChannel::spelled) : answer;
    return invoke(call, matched.operation(), matched.labels(), signed, caller, spelled);
  }

  private static TlsPeer peer(Call call) {
    SSLSession tls = call.context().sslSession();
    if (tls == null) {
      throw new Refusal(
          Refusal.Kind.DENIED, "an unsigned call over plain HTTP: expected it over TLS");
    }
    try {
      return new TlsPeer(
          Arrays.stream(tls.getPeerCertificates()).map(X509Certificate.class::cast).toList());
    } catch (SSLPeerUnverifiedException e) {
      return new TlsPeer(List.of()); // it showed no certificate
    }
  }

  private <C, I, O> HttpResponse invoke(
      Call call,
      Operation<I, O> operation,
      Map<String, String> labels,
      Bindings<C> bindings,
      C caller,
      Answer answer) {
    Optional<Bindings.Binding<C, I, O>> binding = bindings.find(operation);
    if (binding.isEmpty()) {
      return answer.error(
          501,
          "NotImplementedException",
          operation.service().name() + " " + operation.name() + " is not implemented yet");
    }
    boolean query = operation.service().protocol() == Protocol.QUERY;
    I input = operation.decodeInput(labels, call.rawQuery(), query ? new byte[0] : call.body());
    O output = binding.get().answer(caller, input);
    return answer.success(operation, output);
  }

  /** One request, as the signature and the route see it. */
  record Call(ServiceRequestContext context, RequestHeaders headers, Bodies.Body whole, String id) {
    String method() {
      return headers.method().name();
    }

    /** Exactly as it came: percent-escapes count in the signature. */
    String rawPath() {
      String raw = context.rawPath();
      int query = raw.indexOf('?');
      return query < 0 ? raw : raw.substring(0, query);
    }

    @Nullable String rawQuery() {
      String raw = context.rawPath();
      int query = raw.indexOf('?');
      return query < 0 ? null : raw.substring(query + 1);
    }

    @Nullable String target() {
      return headers.get("x-amz-target");
    }

    @Nullable String protocol() {
      return headers.get("smithy-protocol");
    }

    byte[] body() {
      return whole.octets();
    }

    SignableRequest signable() {
      return Signables.of(this);
    }
  }
}
