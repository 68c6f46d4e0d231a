// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.notice;

import dev.signet.authority.Publication;
import dev.signet.bucket.Buckets;
import dev.signet.bucket.CannedAcl;
import dev.signet.ground.Ground;
import dev.signet.kernel.BackOff;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.kernel.PieceStream;
import dev.signet.kernel.Refusal;
import dev.signet.ledger.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies each CRL to the bucket that its authority names, as soon as the log tells that there is a
 * new one. A bucket that takes nothing is tried again, more and more rarely, a minute apart at
 * last. What a stopped server left is found at the next start.
 */
public final class CrlCopies implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CrlCopies.class);

  /** In whose name it writes, as AWS does. */
  private static final String PRINCIPAL = "acm-pca.amazonaws.com";

  private static final long LOOK_MILLIS = 1_000;

  private final Ground ground;
  private final Publication publication;
  private final Buckets buckets;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>(); // paths
  private final Map<String, Waiting> waiting = new HashMap<>(); // by path, owned by the thread
  private final Thread thread;

  /** When a copy is tried, and how often it was. */
  private record Waiting(Instant due, int attempts) {
    Waiting later(Instant now) {
      return new Waiting(now.plus(BackOff.pause(attempts)), attempts + 1);
    }
  }

  /** Starts to copy. */
  public CrlCopies(Ground ground, Publication publication, Buckets buckets) {
    this.ground = ground;
    this.publication = publication;
    this.buckets = buckets;
    ground
        .memories()
        .forget(Publication.CRL_PUBLISHED, subject -> heard.add(Publication.pathOf(subject)));
    publication.deposits().stream()
        .filter(deposit -> !isThere(deposit))
        .forEach(deposit -> heard.add(deposit.crl().path()));
    this.thread = Thread.ofVirtual().name("signet-crl-copies").start(this::loop);
  }

  private boolean isThere(Publication.Deposit deposit) {
    return buckets
        .open(deposit.bucket(), deposit.crl().path())
        .filter(object -> object.size() == deposit.crl().octets())
        .filter(object -> !object.modifiedAt().isBefore(deposit.crl().madeAt()))
        .isPresent();
  }

  private void loop() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        List<String> paths = new ArrayList<>();
        String first = heard.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          paths.add(first);
          heard.drainTo(paths);
        }
        Instant now = ground.now();
        paths.forEach(path -> waiting.put(path, new Waiting(now, 0)));
        waiting.entrySet().removeIf(each -> isDone(each, now));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Copies what is due; what does not succeed waits on. */
  private boolean isDone(Map.Entry<String, Waiting> each, Instant now) {
    if (now.isBefore(each.getValue().due())) {
      return false;
    }
    boolean copied = copy(each.getKey());
    if (!copied) {
      each.setValue(each.getValue().later(now));
    }
    return copied;
  }

  private boolean copy(String path) {
    try {
      return publication.deposit(path).map(this::isWritten).orElse(true);
    } catch (RuntimeException e) {
      log.error("CRL {} could not be copied and is tried again", path, e);
      return false;
    }
  }

  private boolean isWritten(Publication.Deposit deposit) {
    String path = deposit.crl().path();
    try {
      write(deposit);
      return true;
    } catch (Refusal refusal) {
      log.warn("CRL {} is kept from its bucket and tried again: {}", path, refusal.message());
      tell(Publication.COPY_REFUSED, deposit);
    } catch (RuntimeException e) {
      log.error("CRL {} could not be copied and is tried again", path, e);
      tell(Publication.COPY_FAILED, deposit);
    }
    return false;
  }

  private void tell(String kind, Publication.Deposit deposit) {
    String subject = deposit.authority() + "/" + deposit.crl().path();
    ground
        .store()
        .write(tx -> {
          var change = Change.byServer(deposit.authority().home(), ground.now(), kind, subject);
          ground.ledger().append(tx, change);
          return true;
        });
  }

  private void write(Publication.Deposit deposit) {
    var writing =
        new Buckets.Writing(
            deposit.bucket(),
            deposit.crl().path(),
            "application/pkix-crl",
            Optional.of("max-age=60"),
            deposit.everybody() ? CannedAcl.PUBLIC_READ : CannedAcl.BUCKET_OWNER_FULL_CONTROL);
    Home home = deposit.authority().home();
    var writer = new Caller(home.account(), home.region(), PRINCIPAL);
    buckets.write(writer, writing, new PieceStream(publication.octets(deposit.crl())));
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
