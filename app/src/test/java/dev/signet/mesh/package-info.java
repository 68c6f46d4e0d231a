// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** What managed meshs promise. */
@NullMarked
package dev.signet.mesh;

import org.jspecify.annotations.NullMarked;
