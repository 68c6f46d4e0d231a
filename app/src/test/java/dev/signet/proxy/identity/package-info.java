// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Who a proxy is: join tokens, and the authority that signs proxy identities. */
@NullMarked
package dev.signet.proxy.identity;

import org.jspecify.annotations.NullMarked;
