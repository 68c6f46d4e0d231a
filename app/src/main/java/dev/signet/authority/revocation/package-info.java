// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** What authorities revoke, and how they tell it: CRLs and OCSP. */
@NullMarked
package dev.signet.authority.revocation;

import org.jspecify.annotations.NullMarked;
