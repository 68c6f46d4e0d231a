// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import java.time.Instant;

/**
 * Who a proxy proved to be.
 *
 * @param resourceArn the virtual node or gateway that it acts for
 * @param spiffeId the URI name of its certificate
 * @param serial the serial number of its certificate, hexadecimal
 * @param notAfter the end of its certificate; its stream ends with it
 */
public record ProxyIdentity(String resourceArn, String spiffeId, String serial, Instant notAfter) {}
