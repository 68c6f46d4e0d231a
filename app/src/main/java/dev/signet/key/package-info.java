// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Keys: generated, sealed, used for signing; private bytes never leave without a SecretAccess. */
@NullMarked
package dev.signet.key;

import org.jspecify.annotations.NullMarked;
