// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.upload;

import dev.signet.bucket.CannedAcl;
import dev.signet.bucket.object.ObjectHeaders;
import dev.signet.bucket.object.ObjectKey;
import java.time.Instant;

/** An object that is put in parts and not complete. */
public record Upload(
    String id,
    String bucket,
    ObjectKey key,
    ObjectHeaders headers,
    CannedAcl acl,
    Instant startedAt) {}
