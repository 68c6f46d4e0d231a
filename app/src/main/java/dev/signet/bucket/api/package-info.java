// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** The S3 REST API in path style: requests, answers, and their XML. */
@NullMarked
package dev.signet.bucket.api;

import org.jspecify.annotations.NullMarked;
