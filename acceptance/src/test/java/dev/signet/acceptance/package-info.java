// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** The AWS SDK for Java as it comes from the registry, against the packaged program. */
@NullMarked
package dev.signet.acceptance;

import org.jspecify.annotations.NullMarked;
