// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import java.time.Instant;

/**
 * Who a proxy proved to be. What it may take counts for all of its certificates together, see
 * {@code joinedWith}: a renewal is no way out.
 *
 * @param resourceArn the virtual node or gateway that it acts for
 * @param spiffeId the URI name of its certificate
 * @param serial the serial number of its certificate, hexadecimal
 * @param joinedWith the serial number of the certificate that it joined with, which may be this one
 * @param notAfter the end of its certificate; its stream ends with it
 */
public record ProxyIdentity(
    String resourceArn, String spiffeId, String serial, String joinedWith, Instant notAfter) {}
