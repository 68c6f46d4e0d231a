// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** What says whether a certificate still counts: CRLs (RFC 5280) and OCSP (RFC 6960). */
@NullMarked
package dev.signet.pki.status;

import org.jspecify.annotations.NullMarked;
