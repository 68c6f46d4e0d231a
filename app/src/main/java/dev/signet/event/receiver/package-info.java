// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Who takes events: programs of this machine, and receivers at an address. */
@NullMarked
package dev.signet.event.receiver;

import org.jspecify.annotations.NullMarked;
