// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** EventBridge: rules over what happens here, and whom they tell. */
@NullMarked
package dev.signet.event;

import org.jspecify.annotations.NullMarked;
