// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Promises of the discovery service, kept on a real server with a real client. */
@NullMarked
package dev.signet.proxy.ads;

import org.jspecify.annotations.NullMarked;
