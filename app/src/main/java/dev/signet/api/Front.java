// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import com.linecorp.armeria.common.ExchangeType;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.RoutingContext;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.signet.access.AccessKeys;
import dev.signet.bucket.ObjectStore;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Entropy;
import dev.signet.kernel.Refusal;
import dev.signet.meter.Measured;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.codec.Operation;
import dev.signet.wire.codec.Problem;
import dev.signet.wire.codec.Protocol;
import dev.signet.wire.codec.Route;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every call in five steps: body → signed ({@link Signatures}) → routed ({@link Routes}) →
 * allowed ({@link Permits}) → answered. The few unsigned operations are answered over TLS only. A
 * request is handled by a virtual thread; the event loops never wait. What is of S3 goes through
 * {@link S3Door}: its bodies are too large to be whole.
 */
public final class Front implements HttpService {
  private static final Logger log = LoggerFactory.getLogger(Front.class);

  /** Requests that may wait or run at once; more are answered 503. */
  private static final int MAX_REQUESTS = 10_000;

  /** The text of an error whose cause is in the log only. */
  static final String FAULT = "The request failed because of an error of the server.";

  private final Apis apis;
  private final Routes routes;
  private final Signatures signatures;
  private final S3Door objects;
  private final Entropy entropy;
  private final RefusedCount refused = new RefusedCount();
  private final Bodies bodies = Bodies.ofHeap();
  private final Semaphore room = new Semaphore(MAX_REQUESTS);
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  /** The door to what is built: the APIs of the models, and the object store. */
  public Front(
      Apis apis, ObjectStore store, AccessKeys keys, InstantSource clock, Entropy entropy) {
    this.apis = apis;
    this.routes = new Routes(apis);
    this.signatures = new Signatures(keys, clock);
    this.objects = new S3Door(store, keys, clock, entropy, refused);
    this.entropy = entropy;
  }

  /** Answers what is signed for S3; unsigned calls of it come here like all others. */
  HttpService objects() {
    return objects;
  }

  /** What was refused since this process started, by operation and error. */
  public Measured refused() {
    return refused;
  }

  /** Answers what never becomes a call of this front, or fails around it. */
  ServerErrorHandler httpErrors() {
    return new HttpErrors(routes, entropy, refused);
  }

  /** Answers are whole: headers and body leave in one write. */
  @Override
  public ExchangeType exchangeType(RoutingContext context) {
    return ExchangeType.REQUEST_STREAMING;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    if (routes.isOfObjects(request.headers())) {
      return objects.serve(context, request);
    }
    String id = entropy.uuid().toString();
    return HttpResponse.of(
        bodies
            .read(request, context.eventLoop(), context.remoteAddress())
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
      return CompletableFuture.completedFuture(
          answer(routes.claimed(headers, Call.rawPath(context)), id)
              .door(DoorError.OVERLOADED, "too many requests are waiting, try again"));
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

  private Answer answer(Route route, String id) {
    return Answer.to(route, id, refused);
  }

  private HttpResponse answer(Call call) {
    Route route = routes.of(call.headers(), call.rawPath());
    if (route instanceof Route.Matched matched && !matched.operation().signed()) {
      return guarded(
          call,
          answer(route, call.id()),
          answer -> {
            requireShort(call);
            return answered(call, matched, apis.unsigned(), call.peer(), answer);
          });
    }
    return guarded(
        call,
        answer(Routes.claimed(route, call.headers(), call.rawPath()), call.id()),
        _ -> {
          Signatures.Signer signer = signatures.signer(call);
          Route signed = Routes.signed(call, route, signer);
          return guarded(
              call, answer(signed, call.id()), answer -> signed(call, signed, signer, answer));
        });
  }

  /** What strangers send is read to its end only where that is little work. */
  private static void requireShort(Call call) {
    if (call.body().length > Bodies.SHORT) {
      throw new TurnedAway(
          DoorError.TOO_LARGE,
          "a body of "
              + call.body().length
              + " octets: expected at most "
              + Bodies.SHORT
              + " in a call without a signature");
    }
  }

  private HttpResponse signed(Call call, Route route, Signatures.Signer signer, Answer answer) {
    Route.Matched matched = routes.matched(route, signer);
    Caller caller = Permits.caller(signer, matched.operation().service());
    Answer spelled =
        PreviewChannel.spells(signer) ? answer.spelled(PreviewChannel::spelled) : answer;
    try {
      return answered(call, matched, apis.signed(), caller, spelled);
    } catch (Refusal refusal) {
      RefusedCalls.tell(matched.operation(), caller, refusal);
      throw refusal;
    }
  }

  private <C> HttpResponse answered(
      Call call, Route.Matched matched, Bindings<C> bindings, C caller, Answer answer) {
    return answered(call, matched.operation(), matched, bindings, caller, answer);
  }

  private static <C, I, O> HttpResponse answered(
      Call call,
      Operation<I, O> operation,
      Route.Matched matched,
      Bindings<C> bindings,
      C caller,
      Answer answer) {
    Bindings.Binding<C, I, O> binding =
        bindings
            .find(operation)
            .orElseThrow(() ->
                new TurnedAway(
                    DoorError.NOT_IMPLEMENTED,
                    operation.service().name()
                        + " "
                        + operation.name()
                        + " is not implemented yet"));
    requireReadable(call, matched.protocol());
    I input =
        operation.decodeInput(matched.protocol(), matched.labels(), call.rawQuery(), call.body());
    return answer.success(operation, output(binding, caller, input));
  }

  /** The input was read by now: what cannot be read from here on was stored, and is no caller's. */
  private static <C, I, O> O output(Bindings.Binding<C, I, O> binding, C caller, I input) {
    try {
      return binding.answer(caller, input);
    } catch (Problem stored) {
      throw new IllegalStateException("what is stored cannot be read: " + stored.message(), stored);
    }
  }

  private static void requireReadable(Call call, Protocol protocol) {
    if (call.body().length > 0 && !protocol.takes(call.contentType())) {
      throw new TurnedAway(
          DoorError.UNSUPPORTED_CONTENT,
          "Content-Type '"
              + (call.contentType() == null ? "" : call.contentType())
              + "': expected "
              + String.join(" or ", protocol.taken()));
    }
  }

  private interface Step {
    HttpResponse answer(Answer answer);
  }

  /** Whatever happens in a step is answered in the form that the caller reads. */
  private HttpResponse guarded(Call call, Answer answer, Step step) {
    try {
      return step.answer(answer);
    } catch (TurnedAway away) {
      return answer.door(away.error(), away.message());
    } catch (Refusal refusal) {
      return answer.refused(refusal, apis);
    } catch (Problem problem) {
      return answer.door(DoorError.of(problem.kind()), problem.message());
    } catch (RuntimeException | Error fault) {
      log.error("request {} failed", call.id(), fault);
      return answer.door(DoorError.FAULT, FAULT);
    }
  }
}
