// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** What people look at of authorities and of what they issued. */
@NullMarked
package dev.signet.authority.view;

import org.jspecify.annotations.NullMarked;
