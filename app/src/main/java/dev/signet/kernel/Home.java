// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

/** Where a resource lives and who owns it: an account and a Region. */
public record Home(AccountId account, Region region) {
  /** The partition of the Region, which ARNs of this place carry. */
  public String partition() {
    return region.partition();
  }

  /**
   * The ARN of a resource that lives here.
   *
   * @param service the service's name in ARNs, such as {@code acm-pca}
   */
  public Arn arn(String service, String resource) {
    return new Arn(partition(), service, region.name(), account.value(), resource);
  }
}
