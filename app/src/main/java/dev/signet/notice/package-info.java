// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** What happened here, told outside: CRLs in buckets, events at a webhook. */
@NullMarked
package dev.signet.notice;

import org.jspecify.annotations.NullMarked;
