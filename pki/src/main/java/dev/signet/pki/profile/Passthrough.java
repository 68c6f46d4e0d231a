// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.profile;

/** Who beside the template may bring fields of a certificate: the ending of a template's name. */
public enum Passthrough {
  /** Nobody: the subject and its alternative names come from the request. */
  NONE(""),
  /** The request. */
  CSR("_CSRPassthrough"),
  /** The API call. */
  API("_APIPassthrough"),
  /** Both, the API call first. */
  API_AND_CSR("_APICSRPassthrough");

  private final String suffix;

  Passthrough(String suffix) {
    this.suffix = suffix;
  }

  String suffix() {
    return suffix;
  }

  /** Whether the API call may. */
  public boolean takesApi() {
    return this == API || this == API_AND_CSR;
  }

  /** Whether the request may, beside its subject and alternative names. */
  public boolean takesCsr() {
    return this == CSR || this == API_AND_CSR;
  }
}
