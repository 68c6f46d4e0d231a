// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Clusters: whom a proxy calls, how it finds them and tells that they are well. */
@NullMarked
package dev.signet.proxy.envoy.cluster;

import org.jspecify.annotations.NullMarked;
