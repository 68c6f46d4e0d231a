// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

/** Somebody who wants to hear of the end of an identity, until it is closed. */
@FunctionalInterface
public interface IdentityWatch extends AutoCloseable {
  @Override
  void close();
}
