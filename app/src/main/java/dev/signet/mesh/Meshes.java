// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.ground.Api;
import dev.signet.ground.ErrorNames;
import dev.signet.ground.Ground;
import dev.signet.mesh.api.AppMeshApi;
import dev.signet.mesh.api.AppMeshErrors;

/** Meshes: their resources, and what their proxies should see of them. */
public final class Meshes implements AutoCloseable {
  /** How the appmesh API spells refusals. */
  public static final ErrorNames ERRORS = AppMeshErrors::of;

  private final MeshResources resources;
  private final MeshViews views;
  private final Endpoints endpoints;
  private final Api api;

  private Meshes(MeshResources resources, MeshViews views, Endpoints endpoints, Api api) {
    this.resources = resources;
    this.views = views;
    this.endpoints = endpoints;
    this.api = api;
  }

  /** Opens the room. */
  public static Meshes open(Ground ground, CertificateDirectory directory) {
    MeshResources resources = new MeshResources(ground, directory);
    return new Meshes(
        resources,
        new MeshViews(ground.store(), ground.ledger(), directory),
        new Endpoints(ground.store(), ground.ledger(), ground.clock()),
        AppMeshApi.of(resources, ground.pages()));
  }

  /** The resources of all accounts. */
  public MeshResources resources() {
    return resources;
  }

  /** Each mesh as it stands. */
  public MeshViews views() {
    return views;
  }

  /** Where the proxies of virtual nodes answer. */
  public Endpoints endpoints() {
    return endpoints;
  }

  /** The appmesh API. */
  public Api api() {
    return api;
  }

  /** To be closed before the proxies' streams: those that end then have not left. */
  @Override
  public void close() {
    endpoints.close();
    views.close();
  }
}
