// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit;

import dev.signet.kernel.Refusal;
import dev.signet.proxy.stream.ConnectedProxy;
import dev.signet.proxy.stream.IdentityWatch;
import dev.signet.proxy.stream.ProxyAuthenticator;
import dev.signet.proxy.stream.ProxyIdentity;
import dev.signet.proxy.stream.RenderedSecret;
import dev.signet.proxy.stream.SecretFacts;
import dev.signet.proxy.stream.SecretName;
import dev.signet.proxy.stream.SecretSource;
import dev.signet.proxy.stream.Snapshot;
import dev.signet.proxy.stream.Subscription;
import dev.signet.proxy.stream.Subscriptions;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A mesh in memory. Identities are {@code spiffe://test/mesh/NAME/virtualNode/NAME}; what each node
 * should hold is set by the test.
 */
public final class FakeMesh implements ProxyAuthenticator, Subscriptions {
  /** What comes before the resource in every ARN here. */
  public static final String ARN = "arn:aws:appmesh:us-east-1:111122223333:";

  private static final String TRUST_DOMAIN = "spiffe://test/";

  private record Held(Snapshot snapshot, SecretSource secrets) {}

  private final Map<String, Held> held = new ConcurrentHashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private final List<Runnable> doubts = new CopyOnWriteArrayList<>();
  private final AtomicInteger connected = new AtomicInteger();
  private volatile boolean oneProxy;
  private final AtomicInteger rendered = new AtomicInteger();

  /** Says what a node should hold from now on and tells every stream. */
  public void show(String resource, Snapshot snapshot, SecretSource secrets) {
    held.put(ARN + resource, new Held(snapshot, secrets));
    listeners.forEach(Runnable::run);
  }

  /** Deletes a node. */
  public void delete(String resource) {
    held.remove(ARN + resource);
    doubts.forEach(Runnable::run);
    listeners.forEach(Runnable::run);
  }

  /** Ends all identities of a resource that were given so far. */
  public void revoke(String resource) {
    revoked.add(ARN + resource);
    doubts.forEach(Runnable::run);
  }

  @Override
  public void requireInForce(ProxyIdentity identity) {
    if (revoked.contains(identity.resourceArn())) {
      throw Refusal.denied(identity.serial() + " was revoked: expected another identity");
    }
    find(identity.resourceArn());
  }

  @Override
  public IdentityWatch watch(ProxyIdentity identity, Runnable doubt) {
    doubts.add(doubt);
    return () -> doubts.remove(doubt);
  }

  /** How many proxies are subscribed now. */
  public int connected() {
    return connected.get();
  }

  /** How many secrets were rendered so far. */
  public int rendered() {
    return rendered.get();
  }

  /** From now on all certificates of a name are renewals of one. */
  public void takeAllForRenewals() {
    oneProxy = true;
  }

  @Override
  public ProxyIdentity authenticate(List<X509Certificate> chain) {
    X509Certificate leaf = chain.getFirst();
    String spiffeId = uriOf(leaf);
    if (!spiffeId.startsWith(TRUST_DOMAIN)) {
      throw new Refusal(
          Refusal.Kind.DENIED, spiffeId + ": expected a name of the trust domain test");
    }
    return new ProxyIdentity(
        ARN + spiffeId.substring(TRUST_DOMAIN.length()),
        spiffeId,
        leaf.getSerialNumber().toString(16),
        oneProxy ? spiffeId : leaf.getSerialNumber().toString(16),
        leaf.getNotAfter().toInstant());
  }

  private static String uriOf(X509Certificate leaf) {
    try {
      return String.valueOf(leaf.getSubjectAlternativeNames().iterator().next().get(1));
    } catch (CertificateParsingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Subscription open(ConnectedProxy proxy, Runnable onChange) {
    String resource = proxy.identity().resourceArn();
    find(resource);
    listeners.add(onChange);
    connected.incrementAndGet();
    return new Subscription() {
      @Override
      public Snapshot current() {
        return find(resource).snapshot();
      }

      @Override
      public Optional<RenderedSecret> render(SecretName secret) {
        rendered.incrementAndGet();
        return find(resource).secrets().render(secret);
      }

      @Override
      public Optional<SecretFacts> facts(SecretName secret) {
        return find(resource).secrets().facts(secret);
      }

      @Override
      public boolean belongsToAnother(String name) {
        return held.values().stream().anyMatch(each -> each.snapshot().secrets().containsKey(name));
      }

      @Override
      public void close() {
        listeners.remove(onChange);
        connected.decrementAndGet();
      }
    };
  }

  private Held find(String resource) {
    Held found = held.get(resource);
    if (found == null) {
      throw new Refusal(Refusal.Kind.NOT_FOUND, resource + ": expected an existing resource");
    }
    return found;
  }
}
