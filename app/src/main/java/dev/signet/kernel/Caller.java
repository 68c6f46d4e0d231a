// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

/**
 * Who makes a call, where: the account and Region of the signature's scope and the principal behind
 * the access key. What a caller may use can live elsewhere; what it creates lives in its home.
 *
 * @param principal ARN of the principal, as {@code sts get-caller-identity} shows it
 */
public record Caller(AccountId account, Region region, String principal) {
  /** A caller in a place. */
  public static Caller in(Home home, String principal) {
    return new Caller(home.account(), home.region(), principal);
  }

  /** Where it calls, and where what it creates lives. */
  public Home home() {
    return new Home(account, region);
  }
}
