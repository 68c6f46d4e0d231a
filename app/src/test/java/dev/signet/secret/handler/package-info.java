// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Who does the steps of a rotation. */
@NullMarked
package dev.signet.secret.handler;

import org.jspecify.annotations.NullMarked;
