// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.signet.certificate.domain;

import org.jspecify.annotations.NullMarked;
