// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.delivery;

import dev.signet.kernel.Refusal;
import dev.signet.mesh.MeshKey;
import dev.signet.mesh.MeshViews;
import dev.signet.mesh.view.MeshLookup;
import dev.signet.proxy.envoy.SecretOwners;
import dev.signet.proxy.envoy.Translation;
import dev.signet.proxy.envoy.Translations;
import dev.signet.proxy.stream.ConnectedProxy;
import dev.signet.proxy.stream.RenderedSecret;
import dev.signet.proxy.stream.SecretFacts;
import dev.signet.proxy.stream.SecretName;
import dev.signet.proxy.stream.Snapshot;
import dev.signet.proxy.stream.Subscription;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * What one connected proxy should hold: translated once, and again only after something changed
 * that the translation looked at. Secrets are its own resource's only.
 */
final class MeshSubscription implements Subscription {
  private final MeshViews views;
  private final MeshKey mesh;
  private final ConnectedProxy proxy;
  private final Secrets secrets;
  private final BooleanSupplier inForce;
  private final MeshViews.Watch watch;
  private final AtomicBoolean stale = new AtomicBoolean(true);
  private Optional<Translation> translated = Optional.empty(); // owned by the stream's thread
  private Runnable end = () -> {};

  /** Where secrets come from, and whose they are. */
  record Secrets(SecretMaterial material, SecretOwners owners) {}

  /**
   * Starts to follow.
   *
   * @param inForce whether the proxy's identity has not ended
   */
  MeshSubscription(
      MeshViews views,
      MeshKey mesh,
      ConnectedProxy proxy,
      Secrets secrets,
      BooleanSupplier inForce,
      Runnable onChange) {
    this.views = views;
    this.mesh = mesh;
    this.proxy = proxy;
    this.secrets = secrets;
    this.inForce = inForce;
    this.watch =
        views.watch(
            mesh,
            () -> {
              stale.set(true);
              onChange.run();
            });
  }

  /** Runs something when the stream has ended. */
  Subscription until(Runnable ended) {
    this.end = ended;
    return this;
  }

  @Override
  public Snapshot current() {
    return translation()
        .map(Translation::snapshot)
        .orElseThrow(() ->
            Refusal.notFound(
                proxy.identity().resourceArn() + " not found: expected a resource that exists"));
  }

  private Optional<Translation> translation() {
    while (stale.getAndSet(false)) {
      try {
        translate();
      } catch (RuntimeException e) {
        stale.set(true); // what was translated before is not what should be held now
        throw e;
      }
    }
    return translated;
  }

  private void translate() {
    Optional<MeshLookup> lookup = views.current(mesh).map(MeshLookup::new);
    translated =
        lookup.flatMap(found ->
            Translations.of(found, proxy.identity().resourceArn(), proxy.node().placement()));
    lookup.ifPresent(found -> {
      watch.follow(found.seen());
      // A change between the reading and the following was told to nobody.
      if (views.current(mesh).filter(found::holdsIn).isEmpty()) {
        stale.set(true);
      }
    });
  }

  @Override
  public Optional<RenderedSecret> render(SecretName secret) {
    if (!inForce.getAsBoolean()) {
      return Optional.empty(); // nothing secret leaves for an identity that has just ended
    }
    return own(secret)
        .flatMap(found ->
            Optional.ofNullable(found.anchors().get(secret.name()))
                .map(anchors -> SecretMaterial.trust(secret, anchors))
                .orElseGet(() -> secrets.material().certificate(secret)));
  }

  @Override
  public Optional<SecretFacts> facts(SecretName secret) {
    return own(secret)
        .flatMap(found ->
            Optional.ofNullable(found.anchors().get(secret.name()))
                .map(anchors -> SecretMaterial.trustFacts(secret, anchors))
                .orElseGet(() -> secrets.material().certificateFacts(secret)));
  }

  /** What this proxy should hold, if exactly that version of the secret is in it. */
  private Optional<Translation> own(SecretName secret) {
    return translation()
        .filter(found -> secret.version().equals(found.snapshot().secrets().get(secret.name())));
  }

  @Override
  public boolean belongsToAnother(String name) {
    return views
        .current(mesh)
        .filter(view -> secrets.owners().hasOther(view, proxy.identity().resourceArn(), name))
        .isPresent();
  }

  @Override
  public void close() {
    watch.close();
    end.run();
  }
}
