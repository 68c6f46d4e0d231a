// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import dev.signet.proxy.status.ProxyStatuses;
import dev.signet.proxy.stream.ProxyAuthenticator;
import dev.signet.proxy.stream.Subscriptions;

/**
 * What the discovery service needs of the product: who a proxy is, what it gets, where it shows.
 */
public record ProxySide(
    ProxyAuthenticator authenticator, Subscriptions subscriptions, ProxyStatuses statuses) {}
