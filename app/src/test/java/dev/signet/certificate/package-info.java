// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** What managed certificates promise. */
@NullMarked
package dev.signet.certificate;

import org.jspecify.annotations.NullMarked;
