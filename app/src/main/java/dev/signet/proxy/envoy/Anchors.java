// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import dev.signet.proxy.stream.SecretName;

/**
 * Certificates that end a chain; they are public, so they travel with their name.
 *
 * @param pem one or more certificates
 */
public record Anchors(SecretName secret, String pem) {}
