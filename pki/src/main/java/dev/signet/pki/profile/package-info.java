// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/**
 * What a certificate may say: the AWS templates and our own profiles, and the steps from request to
 * signed certificate.
 */
@NullMarked
package dev.signet.pki.profile;

import org.jspecify.annotations.NullMarked;
