// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.signet.ground;

import org.jspecify.annotations.NullMarked;
