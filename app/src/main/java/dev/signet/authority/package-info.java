// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** The private CA: authorities, their lifecycle, issuance. Answers the acm-pca API. */
@NullMarked
package dev.signet.authority;

import org.jspecify.annotations.NullMarked;
