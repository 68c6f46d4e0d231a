// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** What the acm API promises. */
@NullMarked
package dev.signet.certificate.api;

import org.jspecify.annotations.NullMarked;
