// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Secrets that hold a certificate of the certificate manager, and follow it. */
@NullMarked
package dev.signet.secret.bundle;

import org.jspecify.annotations.NullMarked;
