// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.sigv4;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.spec.SecretKeySpec;

/**
 * Derived keys of requests that were verified, so that the next of the same scope costs one HMAC
 * instead of five.
 */
final class SigningKeys {
  private static final int CAPACITY = 1024;

  private final Map<Entry, Derived> derived = new ConcurrentHashMap<>();

  private record Entry(String accessKeyId, Scope scope) {}

  private record Derived(Credentials credentials, SecretKeySpec key) {}

  /** The key for a scope; {@link #keep} it only after a signature was verified with it. */
  SecretKeySpec of(Credentials credentials, Scope scope) {
    Derived known = derived.get(new Entry(credentials.accessKeyId(), scope));
    return known != null && known.credentials().secret().equals(credentials.secret())
        ? known.key()
        : SigV4.signingKey(credentials, scope);
  }

  /**
   * Remembers a key; when the table is full everything is forgotten, which costs one derivation
   * each.
   */
  void keep(Credentials credentials, Scope scope, SecretKeySpec key) {
    if (derived.size() >= CAPACITY) {
      derived.clear();
    }
    derived.put(new Entry(credentials.accessKeyId(), scope), new Derived(credentials, key));
  }
}
