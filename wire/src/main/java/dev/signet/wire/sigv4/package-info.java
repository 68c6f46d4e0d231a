// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** AWS Signature Version 4: who sent a request, and whether it arrived as it was sent. */
@NullMarked
package dev.signet.wire.sigv4;

import org.jspecify.annotations.NullMarked;
