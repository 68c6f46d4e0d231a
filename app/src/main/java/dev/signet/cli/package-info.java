// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Commands. {@code cli} starts {@code Signet}; {@code Signet} never names {@code cli}. */
@NullMarked
package dev.signet.cli;

import org.jspecify.annotations.NullMarked;
