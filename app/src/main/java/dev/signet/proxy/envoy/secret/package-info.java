// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Names and versions of secrets, and the TLS contexts that ask for them. */
@NullMarked
package dev.signet.proxy.envoy.secret;

import org.jspecify.annotations.NullMarked;
