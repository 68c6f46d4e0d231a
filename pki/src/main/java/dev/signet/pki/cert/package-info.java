// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Certificates and their parts: serials, validity, extensions, chains. */
@NullMarked
package dev.signet.pki.cert;

import org.jspecify.annotations.NullMarked;
