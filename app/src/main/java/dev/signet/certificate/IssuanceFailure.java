// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

/**
 * Why a certificate was not issued, by the acm API's FailureReason names; VALIDATION_TIMED_OUT is a
 * status there.
 */
public enum IssuanceFailure {
  /** The caller, or the service for a renewal, may not issue from the CA. */
  PCA_ACCESS_DENIED,
  /** The certificate would outlive the CA's. */
  PCA_INVALID_DURATION,
  /** The CA is not active. */
  PCA_INVALID_STATE,
  /** The CA never existed or is gone for good. */
  PCA_RESOURCE_NOT_FOUND,
  /** The CA's ARN is malformed. */
  PCA_INVALID_ARN,
  /** The CA rejected the request, or the key's family is not the CA key's. */
  PCA_INVALID_ARGS,
  /** A name violates a name constraint of the CA's chain. */
  PCA_NAME_CONSTRAINTS_VALIDATION,
  /** The CA's issuance quota is used up. */
  PCA_LIMIT_EXCEEDED,
  /** The CA could not answer. */
  PCA_REQUEST_FAILED,
  /** Nobody can have registered one of the names of a public certificate. */
  INVALID_PUBLIC_DOMAIN,
  /** CAA records of a name let others issue, not us. */
  CAA_ERROR,
  /** Nobody proved the names in time. */
  VALIDATION_TIMED_OUT,
  /** Anything else. */
  OTHER
}
