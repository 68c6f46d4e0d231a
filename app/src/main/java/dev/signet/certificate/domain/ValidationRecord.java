// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.domain;

/**
 * The CNAME record by which an account proves that it controls a domain.
 *
 * @param name with the dot at its end, as the value
 */
public record ValidationRecord(String name, String value) {}
