// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.upload;

import dev.signet.bucket.content.Contents;
import dev.signet.bucket.content.ObjectChecksum;
import java.time.Instant;
import java.util.Optional;

/**
 * A part of an object that is put in parts.
 *
 * @param number 1 to 10,000: the parts are joined in its order
 * @param etag MD5 in hexadecimal
 */
public record UploadedPart(
    int number,
    Contents.Piece piece,
    String etag,
    Optional<ObjectChecksum> checksum,
    Instant modifiedAt) {}
