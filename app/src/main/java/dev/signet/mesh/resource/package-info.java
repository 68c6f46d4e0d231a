// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/**
 * What specs say, as plain values: one for the shapes of virtual nodes and gateways that the API
 * has twice. Rules, views, translations and pages read these; only the readers know the shapes.
 */
@NullMarked
package dev.signet.mesh.resource;

import org.jspecify.annotations.NullMarked;
