// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.report;

import java.time.Instant;

/**
 * A report that was written.
 *
 * @param key of the object in the bucket
 */
public record AuditReport(String id, String bucket, String key, Instant createdAt) {}
