// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** What every room stands on, and how a room offers its API. */
@NullMarked
package dev.signet.ground;

import org.jspecify.annotations.NullMarked;
