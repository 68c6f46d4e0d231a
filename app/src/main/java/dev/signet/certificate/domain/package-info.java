// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Domain names and DNS: which record proves a name, whether it is there, and who sets it. */
@NullMarked
package dev.signet.certificate.domain;

import org.jspecify.annotations.NullMarked;
