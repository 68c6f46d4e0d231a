// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Certificates of the certificate manager from the command line, by its usual operations. */
@NullMarked
package dev.signet.cli.managed;

import org.jspecify.annotations.NullMarked;
