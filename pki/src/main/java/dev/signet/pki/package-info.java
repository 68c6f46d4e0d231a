// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** X.509 craft as a pure library: bytes and values in, bytes and values out. */
@NullMarked
package dev.signet.pki;

import org.jspecify.annotations.NullMarked;
