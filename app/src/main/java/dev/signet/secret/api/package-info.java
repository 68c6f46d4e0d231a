// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** The API of this room, secretsmanager. */
@NullMarked
package dev.signet.secret.api;

import org.jspecify.annotations.NullMarked;
