// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** What an authority's owner attaches to it: permissions for services, and tags. */
@NullMarked
package dev.signet.authority.grant;

import org.jspecify.annotations.NullMarked;
