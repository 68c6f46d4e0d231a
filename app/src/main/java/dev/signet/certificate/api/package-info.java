// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** The acm API: its shapes, its pages and its names of errors. */
@NullMarked
package dev.signet.certificate.api;

import org.jspecify.annotations.NullMarked;
