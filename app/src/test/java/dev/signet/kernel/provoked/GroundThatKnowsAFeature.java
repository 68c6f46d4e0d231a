// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel.provoked;

import dev.signet.authority.Authorities;

/** The ground floor names a feature, and the other way round: also a cycle. */
final class GroundThatKnowsAFeature {
  final Class<?> feature = Authorities.class;
}
