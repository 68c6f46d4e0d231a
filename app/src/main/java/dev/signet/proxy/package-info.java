// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** What a proxy is told, and how: streams, their status, and who may open one. */
@NullMarked
package dev.signet.proxy;

import org.jspecify.annotations.NullMarked;
