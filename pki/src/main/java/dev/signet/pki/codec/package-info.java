// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** The outer shapes of bytes: strict DER, lenient PEM, PKCS#8. */
@NullMarked
package dev.signet.pki.codec;

import org.jspecify.annotations.NullMarked;
