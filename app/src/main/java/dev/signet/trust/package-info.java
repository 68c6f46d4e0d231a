// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** The internal root: what the API port and the proxies trust, and what it signed. */
@NullMarked
package dev.signet.trust;

import org.jspecify.annotations.NullMarked;
