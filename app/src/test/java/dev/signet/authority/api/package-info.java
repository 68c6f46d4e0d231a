// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** What the acm-pca API promises. */
@NullMarked
package dev.signet.authority.api;

import org.jspecify.annotations.NullMarked;
