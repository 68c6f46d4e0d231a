// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** The front for proxies: discovery streams over gRPC, each tied to a TLS identity. */
@NullMarked
package dev.signet.proxy.ads;

import org.jspecify.annotations.NullMarked;
