// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** A small object store: buckets, objects and versions, spoken to by the S3 REST API. */
@NullMarked
package dev.signet.bucket;

import org.jspecify.annotations.NullMarked;
