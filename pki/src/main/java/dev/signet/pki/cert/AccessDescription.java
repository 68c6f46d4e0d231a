// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

import dev.signet.pki.name.GeneralName;

/**
 * Where something about a subject is found (RFC 5280 section 4.2.2).
 *
 * @param method dotted object identifier that says what
 * @param location where
 */
public record AccessDescription(String method, GeneralName location) {}
