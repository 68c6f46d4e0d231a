// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** What each proxy was told, took over and refused: the live picture that API and console show. */
@NullMarked
package dev.signet.proxy.status;

import org.jspecify.annotations.NullMarked;
