// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the ARNs of one kind of resource look like. The typed ARNs of the rooms are read with it.
 *
 * @param service the service's name in ARNs
 * @param resource the form of the resource part, matched as a whole
 */
public record ArnForm(String service, Pattern resource) {
  /** The same with the form as a regular expression. */
  public static ArnForm of(String service, String resource) {
    return new ArnForm(service, Pattern.compile(resource));
  }

  /** Reads an ARN of this kind, wherever it lives; empty for any other text. */
  public Optional<Arn> parse(String text) {
    return Arn.parse(text)
        .filter(arn -> arn.service().equals(service))
        .filter(arn -> resource.matcher(arn.resource()).matches())
        .filter(arn -> livesSomewhere(arn));
  }

  private static boolean livesSomewhere(Arn arn) {
    return AccountId.isWellFormed(arn.account())
        && Region.isWellFormed(arn.region())
        && new Region(arn.region()).partition().equals(arn.partition());
  }
}
