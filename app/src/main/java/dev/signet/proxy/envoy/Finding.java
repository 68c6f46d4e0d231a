// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

/**
 * Something in the mesh that is not translated as written, and is never weaker for it.
 *
 * @param code stable, such as {@code secret-missing}
 * @param message for people
 */
public record Finding(String code, String message) {}
