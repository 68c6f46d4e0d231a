// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Who makes the new value of a secret: this server, a program, or somebody at an address. */
@NullMarked
package dev.signet.secret.handler;

import org.jspecify.annotations.NullMarked;
