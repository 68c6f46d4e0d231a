// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.NavigableSet;

/** A response that waits for its answer. */
record Sent(
    String nonce,
    NavigableMap<String, String> versions,
    NavigableSet<String> removed,
    Instant at) {}
