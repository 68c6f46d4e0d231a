// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

/** What the streams of one identity together may make the server remember. */
public interface Allowance {
  /**
   * Takes octets, or gives them back when they are negative.
   *
   * @return whether there were as many; else none were taken
   */
  boolean take(long octets);
}
