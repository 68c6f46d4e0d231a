// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

/** The wire protocols served. */
public enum Protocol {
  /** POST /, the operation in {@code X-Amz-Target}, JSON in and out. */
  JSON_1_1("application/x-amz-json-1.1"),
  /** The operation by method and path, JSON in and out. */
  REST_JSON("application/json"),
  /** A form with {@code Action} and {@code Version}, XML out. */
  QUERY("text/xml");

  private final String contentType;

  Protocol(String contentType) {
    this.contentType = contentType;
  }

  /** The media type of answers. */
  public String contentType() {
    return contentType;
  }
}
