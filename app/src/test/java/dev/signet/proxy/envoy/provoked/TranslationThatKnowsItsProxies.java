// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.provoked;

import dev.signet.proxy.status.ProxyStatuses;

/** A translation that sees which proxies are there. */
final class TranslationThatKnowsItsProxies {
  final Class<?> proxies = ProxyStatuses.class;
}
