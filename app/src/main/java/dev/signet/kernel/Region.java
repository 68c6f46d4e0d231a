// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * A Region name such as {@code eu-central-1} or {@code eusc-de-east-1}. Each well-formed name is a
 * namespace of its own; the server does not know which Regions exist at AWS.
 */
public record Region(String name) {
  private static final Pattern FORM = Pattern.compile("[a-z]{2,4}(-[a-z]+){1,2}-[0-9]{1,2}");

  /** How the Regions of the partitions begin; all others are of {@code aws}. */
  private static final Map<String, String> PARTITIONS =
      Map.of(
          "cn-", "aws-cn",
          "us-gov-", "aws-us-gov",
          "us-iso-", "aws-iso",
          "us-isob-", "aws-iso-b",
          "eu-isoe-", "aws-iso-e",
          "us-isof-", "aws-iso-f",
          "eusc-de-", "aws-eusc");

  /** The Region of a server that was started without {@code --region}. */
  public static final Region DEFAULT = new Region("us-east-1");

  public Region {
    if (!isWellFormed(name)) {
      throw new IllegalArgumentException("Region '" + name + "': expected a name like us-east-1");
    }
  }

  /** Whether the text has the form of a Region name. */
  public static boolean isWellFormed(String name) {
    return name.length() <= 32 && FORM.matcher(name).matches();
  }

  /** The partition that ARNs of this Region carry, such as {@code aws-cn}. */
  public String partition() {
    for (Map.Entry<String, String> partition : PARTITIONS.entrySet()) {
      if (name.startsWith(partition.getKey())) {
        return partition.getValue();
      }
    }
    return "aws";
  }

  @Override
  public String toString() {
    return name;
  }
}
