// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

/**
 * Who makes a call, where: the account and Region of the signature's scope and the principal behind
 * the access key.
 *
 * @param principal ARN of the principal, as {@code sts get-caller-identity} shows it
 */
public record Caller(AccountId account, Region region, String principal) {}
