// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.stream.ClosedStreamException;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.signet.access.AccessKeys;
import dev.signet.bucket.ObjectStore;
import dev.signet.bucket.S3Answer;
import dev.signet.bucket.S3Request;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Entropy;
import dev.signet.kernel.Refusal;
import dev.signet.wire.codec.Problem;
import dev.signet.wire.sigv4.Credentials;
import dev.signet.wire.sigv4.StreamVerdict;
import dev.signet.wire.sigv4.StreamVerifier;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers calls of the S3 REST API: signed → allowed → answered, with bodies that are read and
 * written as they come. Nothing of a body is read before its signature is proven, and so many calls
 * are answered at a time that what they hold fits into memory.
 */
final class S3Door implements HttpService {
  static final String SERVICE = "s3";

  private static final Logger log = LoggerFactory.getLogger(S3Door.class);

  /** Calls at a time; each holds some chunks of its body. */
  private static final int CALLS = 64;

  /** Requests that may wait until it is known who sent them. */
  private static final int MAX_REQUESTS = 10_000;

  /** In octets: chunks of a body come with their signatures. */
  static final long MOST = ObjectStore.MOST + ObjectStore.MOST / 16;

  /** The longest that a call may take, body and all. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  private final ObjectStore store;
  private final AccessKeys keys;
  private final StreamVerifier verifier;
  private final InstantSource clock;
  private final Entropy entropy;
  private final RefusedCount refused;
  private final Semaphore room = new Semaphore(CALLS);
  private final Semaphore waiting = new Semaphore(MAX_REQUESTS);
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  S3Door(
      ObjectStore store,
      AccessKeys keys,
      InstantSource clock,
      Entropy entropy,
      RefusedCount refused) {
    this.store = store;
    this.keys = keys;
    this.clock = clock;
    this.entropy = entropy;
    this.refused = refused;
    this.verifier =
        new StreamVerifier(id -> keys.find(id).map(key -> new Credentials(key.id(), key.secret())));
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    S3Exchange exchange = new S3Exchange(context, request, entropy.uuid().toString());
    if (waiting.tryAcquire()) {
      exchange.whenEnded(waiting::release);
      threads.execute(() -> run(exchange));
    } else {
      exchange.send(error(exchange, S3DoorErrors.overloaded()));
    }
    return exchange.response();
  }

  private void run(S3Exchange exchange) {
    try {
      exchange.send(proven(exchange));
    } catch (ClosedStreamException gone) {
      log.debug("request {} ended early", exchange.id(), gone);
    } catch (RuntimeException | Error fault) {
      log.error("request {} failed", exchange.id(), fault);
      S3DoorErrors error = S3DoorErrors.of(DoorError.FAULT, Front.FAULT);
      refused.addOfObjects(null, error.code());
      exchange.fail(fault, error);
    } finally {
      exchange.worked();
    }
  }

  /** Strangers are turned away before they take a place. */
  private S3Answer proven(S3Exchange exchange) {
    try {
      StreamVerdict verdict = verifier.verify(exchange.signable(), clock.instant());
      return switch (verdict) {
        case StreamVerdict.Denied denied -> error(exchange, S3DoorErrors.of(denied.why()));
        case StreamVerdict.Proven proven -> answered(exchange, proven);
      };
    } catch (Problem problem) {
      return error(exchange, S3DoorErrors.unreadable(problem.message()));
    }
  }

  private S3Answer answered(S3Exchange exchange, StreamVerdict.Proven proven) {
    if (!room.tryAcquire()) {
      return error(exchange, S3DoorErrors.overloaded());
    }
    exchange.whenEnded(room::release);
    try {
      Caller caller = Permits.caller(Signatures.signer(keys, proven.signer()), SERVICE);
      return answered(exchange.request(caller, proven.payload()), exchange.id());
    } catch (TurnedAway away) {
      return error(exchange, S3DoorErrors.of(away.error(), away.message()));
    } catch (Refusal refusal) {
      refused.addOfObjects(null, ObjectStore.errorOf(refusal));
      return ObjectStore.refused(refusal, exchange.resource(), exchange.id());
    }
  }

  private S3Answer answered(S3Request request, String id) {
    ObjectStore.Call call = store.call(request);
    try {
      return call.answer();
    } catch (Refusal refusal) {
      if (call.changes()) {
        RefusedCalls.tell("s3 " + call.operation(), request.caller(), refusal);
      }
      refused.addOfObjects(call.operation(), ObjectStore.errorOf(refusal));
      return ObjectStore.refused(refusal, request.resource(), id);
    }
  }

  private S3Answer error(S3Exchange exchange, S3DoorErrors error) {
    refused.addOfObjects(null, error.code());
    return exchange.error(error);
  }
}
