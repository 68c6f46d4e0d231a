// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Managed certificates: request, renewal, use. Answers the acm API. */
@NullMarked
package dev.signet.certificate;

import org.jspecify.annotations.NullMarked;
