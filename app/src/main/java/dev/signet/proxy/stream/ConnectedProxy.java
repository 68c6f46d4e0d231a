// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

/**
 * A proxy with an open stream.
 *
 * @param address the address it connected from, without the port
 */
public record ConnectedProxy(ProxyIdentity identity, ProxyNode node, String address) {}
