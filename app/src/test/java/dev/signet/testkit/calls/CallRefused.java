// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit.calls;

/** A call that was not answered with success. */
public final class CallRefused extends RuntimeException {
  private final int status;
  private final String error;

  CallRefused(String operation, int status, String error, String body) {
    super(operation + " was answered " + status + " " + error + " " + body);
    this.status = status;
    this.error = error;
  }

  public int status() {
    return status;
  }

  /** The name of the error; empty when the answer had none. */
  public String error() {
    return error;
  }
}
