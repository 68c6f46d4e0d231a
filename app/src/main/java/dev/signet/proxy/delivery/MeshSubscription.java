// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.delivery;

import dev.signet.kernel.Refusal;
import dev.signet.mesh.MeshKey;
import dev.signet.mesh.MeshViews;
import dev.signet.mesh.view.MeshView;
import dev.signet.proxy.envoy.Anchors;
import dev.signet.proxy.envoy.Translation;
import dev.signet.proxy.envoy.Translations;
import dev.signet.proxy.stream.ConnectedProxy;
import dev.signet.proxy.stream.RenderedSecret;
import dev.signet.proxy.stream.SecretName;
import dev.signet.proxy.stream.Snapshot;
import dev.signet.proxy.stream.Subscription;
import java.util.Optional;

/** What one connected proxy should hold. Secrets are its own resource's only. */
final class MeshSubscription implements Subscription {
  private final MeshViews views;
  private final MeshKey mesh;
  private final ConnectedProxy proxy;
  private final SecretMaterial material;
  private Runnable end = () -> {};

  MeshSubscription(MeshViews views, MeshKey mesh, ConnectedProxy proxy, SecretMaterial material) {
    this.views = views;
    this.mesh = mesh;
    this.proxy = proxy;
    this.material = material;
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
            new Refusal(
                Refusal.Kind.NOT_FOUND,
                proxy.identity().resourceArn() + " not found: expected a resource that exists"));
  }

  private Optional<Translation> translation() {
    return views
        .current(mesh)
        .flatMap(view ->
            Translations.of(view, proxy.identity().resourceArn(), proxy.node().placement()));
  }

  @Override
  public Optional<RenderedSecret> render(SecretName secret) {
    Optional<Translation> now = translation();
    boolean own =
        now.filter(found -> secret.version().equals(found.snapshot().secrets().get(secret.name())))
            .isPresent();
    if (!own) {
      return Optional.empty();
    }
    Optional<Anchors> anchors = now.map(found -> found.anchors().get(secret.name()));
    return anchors.isPresent()
        ? SecretMaterial.trust(secret, anchors.get())
        : material.certificate(secret);
  }

  @Override
  public boolean belongsToAnother(String name) {
    String arn = name.startsWith("trust/auto/") ? name.substring("trust/auto/".length()) : name;
    return views
        .current(mesh)
        .map(MeshView::certificates)
        .filter(all -> all.containsKey(arn))
        .isPresent();
  }

  @Override
  public void close() {
    end.run();
  }
}
