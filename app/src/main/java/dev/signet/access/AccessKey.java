// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.access;

import dev.signet.kernel.AccountId;

/**
 * A signing key of the AWS kind, with the principal it stands for.
 *
 * @param id what requests name, twenty characters
 * @param principal ARN of the principal
 * @param secret what signs; never printed
 */
public record AccessKey(String id, AccountId account, String principal, String secret) {
  @Override
  public String toString() {
    return "AccessKey[" + id + "]";
  }
}
