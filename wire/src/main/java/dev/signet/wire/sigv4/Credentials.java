// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.sigv4;

/** An access key: a public id and its secret. Only the id is ever shown. */
public final class Credentials {
  private final String accessKeyId;
  private final String secret;

  /** Takes a long-term access key. */
  public Credentials(String accessKeyId, String secret) {
    this.accessKeyId = accessKeyId;
    this.secret = secret;
  }

  /** The public id. */
  public String accessKeyId() {
    return accessKeyId;
  }

  /** The secret, for deriving signing keys only. */
  String secret() {
    return secret;
  }

  @Override
  public String toString() {
    return "Credentials[" + accessKeyId + "]";
  }
}
