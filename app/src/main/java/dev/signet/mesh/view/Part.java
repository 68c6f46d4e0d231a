// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.view;

/** A part of a mesh that changes by itself, and that what a proxy holds may depend on. */
public sealed interface Part {
  /** The mesh's own spec and tags. */
  record Whole() implements Part {}

  /** A virtual node, by name. */
  record Node(String name) implements Part {}

  /** A virtual service, by name. */
  record Service(String name) implements Part {}

  /** A virtual gateway with its routes, by name. */
  record Gateway(String name) implements Part {}

  /** What proxies can be given of a certificate, by ARN. */
  record Certificate(String arn) implements Part {}

  /** The certificate of a CA, by ARN. */
  record Authority(String arn) implements Part {}

  /** What the discovery of a node finds at a port. */
  record Endpoints(MeshView.NodePort at) implements Part {}
}
