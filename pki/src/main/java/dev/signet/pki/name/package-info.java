// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Names in certificates: distinguished names, alternative names, name constraints. */
@NullMarked
package dev.signet.pki.name;

import org.jspecify.annotations.NullMarked;
