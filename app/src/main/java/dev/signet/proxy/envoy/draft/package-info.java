// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** What one translation is about, and what it gathers. */
@NullMarked
package dev.signet.proxy.envoy.draft;

import org.jspecify.annotations.NullMarked;
