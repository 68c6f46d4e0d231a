// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.resource;

/** What a listener or a route speaks. */
public enum MeshProtocol {
  HTTP("http"),
  HTTP2("http2"),
  GRPC("grpc"),
  TCP("tcp");

  private final String word;

  MeshProtocol(String word) {
    this.word = word;
  }

  /** The API's word. */
  @Override
  public String toString() {
    return word;
  }

  /** Whether it is no kind of HTTP. */
  public boolean isTcp() {
    return this == TCP;
  }

  /** Whether it is HTTP/2, with gRPC or without. */
  public boolean isHttp2() {
    return this == HTTP2 || this == GRPC;
  }
}
