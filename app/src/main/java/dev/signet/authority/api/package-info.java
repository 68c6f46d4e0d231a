// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** The acm-pca API: its shapes, its pages and its names of errors. */
@NullMarked
package dev.signet.authority.api;

import org.jspecify.annotations.NullMarked;
