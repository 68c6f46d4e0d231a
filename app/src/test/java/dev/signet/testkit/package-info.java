// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** What tests are made of: a settable clock, seeded chance, a whole server in one field. */
@NullMarked
package dev.signet.testkit;

import org.jspecify.annotations.NullMarked;
