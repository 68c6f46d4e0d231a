// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Public keys, the schemes that sign with them, and the checking of signatures. */
@NullMarked
package dev.signet.pki.key;

import org.jspecify.annotations.NullMarked;
