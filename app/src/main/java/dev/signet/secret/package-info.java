// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Secrets: values with versions and labels, and their rotation. */
@NullMarked
package dev.signet.secret;

import org.jspecify.annotations.NullMarked;
