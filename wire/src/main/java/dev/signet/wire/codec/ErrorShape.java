// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

/**
 * An error that a service's model declares.
 *
 * @param name the name that clients match on
 * @param status the HTTP status; models of JSON 1.1 services state none, then 400, or 500 for the
 *     service's own faults
 */
public record ErrorShape(String name, int status) {}
