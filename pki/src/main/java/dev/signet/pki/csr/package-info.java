// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Certificate signing requests (PKCS#10, RFC 2986): reading, proving, making. */
@NullMarked
package dev.signet.pki.csr;

import org.jspecify.annotations.NullMarked;
