// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Secrets that hold a certificate, which this server renews when they are rotated. */
@NullMarked
package dev.signet.secret.certificate;

import org.jspecify.annotations.NullMarked;
