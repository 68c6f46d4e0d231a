// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Speed claims of Signet, measured on the packaged program and compared with a limit or a goal. */
@NullMarked
package dev.signet.bench;

import org.jspecify.annotations.NullMarked;
