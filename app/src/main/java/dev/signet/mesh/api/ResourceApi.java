// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.api;

import dev.signet.ground.Pages;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.kernel.Page;
import dev.signet.mesh.MeshResource;
import dev.signet.mesh.MeshResources;
import dev.signet.mesh.ResourceKind;
import dev.signet.mesh.ResourceName;
import dev.signet.mesh.Spec;
import dev.signet.wire.generated.appmesh.MeshSpec;
import dev.signet.wire.generated.appmesh.NamesMesh;
import dev.signet.wire.generated.appmesh.Paged;
import dev.signet.wire.generated.appmesh.Put;
import dev.signet.wire.generated.appmesh.TagRef;
import dev.signet.wire.generated.appmesh.Tagged;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the API can do with the resources of one kind. Each method makes a handler; it is told how
 * the operation wraps its answer.
 *
 * @param <S> the spec
 * @param <D> what is shown of one resource
 * @param <R> what is shown of each in a listing
 */
final class ResourceApi<S, D, R> {
  private static final int MOST = 100;

  private final MeshResources resources;
  private final Pages pages;
  private final Shapes<S, D, R> shapes;

  /**
   * The shapes of one kind.
   *
   * @param type of the spec
   * @param wanted what we call the spec
   */
  record Shapes<S, D, R>(
      ResourceKind kind,
      Class<S> type,
      Function<S, Spec> wanted,
      Shown<S, D> shown,
      Function<ResourceMembers, R> listed) {}

  /** Shows one resource. */
  interface Shown<S, D> {
    D of(ResourceMembers resource, S spec, boolean deleted);
  }

  ResourceApi(MeshResources resources, Pages pages, Shapes<S, D, R> shapes) {
    this.resources = resources;
    this.pages = pages;
    this.shapes = shapes;
  }

  <I extends NamesMesh & Put<S> & Tagged, O> BiFunction<Caller, I, O> create(
      Function<D, O> answer) {
    return (caller, request) ->
        answer.apply(show(resources.create(caller, put(caller, request, request.tags())), false));
  }

  <I extends NamesMesh & Put<S>, O> BiFunction<Caller, I, O> update(Function<D, O> answer) {
    return (caller, request) ->
        answer.apply(show(resources.update(caller, put(caller, request, null)), false));
  }

  <O> BiFunction<Caller, NamesMesh, O> describe(Function<D, O> answer) {
    return (caller, request) ->
        answer.apply(
            show(resources.describe(caller.home(), MeshWire.name(caller, request)), false));
  }

  <O> BiFunction<Caller, NamesMesh, O> delete(Function<D, O> answer) {
    return (caller, request) ->
        answer.apply(show(resources.delete(caller, MeshWire.name(caller, request)), true));
  }

  <O> BiFunction<Caller, Paged, O> list(BiFunction<List<R>, @Nullable String, O> answer) {
    return (caller, request) -> {
      Home home = caller.home();
      Optional<ResourceName> container =
          request instanceof NamesMesh named
              ? Optional.of(MeshWire.name(caller, named))
              : Optional.empty();
      Pages.Listing listing =
          new Pages.Listing(
              "List" + shapes.kind().label(), home, container.map(in -> in.arn(home)).orElse(""));
      Page<MeshResource> page =
          resources.page(
              home,
              new MeshResources.Listing(
                  shapes.kind(),
                  container,
                  pages.position(listing, request.nextToken()).orElse(""),
                  request.limit() == null ? MOST : request.limit()));
      return answer.apply(
          page.items().stream()
              .map(each -> shapes.listed().apply(new ResourceMembers(each)))
              .toList(),
          pages.next(listing, page));
    };
  }

  private <I extends NamesMesh & Put<S>> MeshResources.Put put(
      Caller caller, I request, @Nullable List<TagRef> tags) {
    ResourceName name = MeshWire.name(caller, request);
    S spec = request.spec();
    return new MeshResources.Put(
        name,
        // The model requires all specs but that of a mesh.
        spec == null ? new Spec.Mesh(MeshSpec.of()) : shapes.wanted().apply(spec),
        MeshWire.tags(tags),
        Optional.ofNullable(request.clientToken()));
  }

  private D show(MeshResource resource, boolean deleted) {
    return shapes
        .shown()
        .of(new ResourceMembers(resource), shapes.type().cast(resource.spec().value()), deleted);
  }
}
