// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** RouteConfigurations and virtual hosts. */
@NullMarked
package dev.signet.proxy.envoy.route;

import org.jspecify.annotations.NullMarked;
