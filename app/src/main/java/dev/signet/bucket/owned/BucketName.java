// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.owned;

import dev.signet.bucket.BucketReason;
import dev.signet.kernel.Refusal;
import java.util.List;
import java.util.regex.Pattern;

/** A name that a bucket may have ("General purpose bucket naming rules"). */
public record BucketName(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}");
  private static final List<String> KEPT_PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
  private static final List<String> KEPT_SUFFIXES =
      List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

  /**
   * A name.
   *
   * @throws Refusal of reason BAD_BUCKET_NAME
   */
  public BucketName {
    if (!FORM.matcher(value).matches()
        || value.contains("..")
        || ADDRESS.matcher(value).matches()
        || KEPT_PREFIXES.stream().anyMatch(value::startsWith)
        || KEPT_SUFFIXES.stream().anyMatch(value::endsWith)) {
      throw new Refusal(
          BucketReason.BAD_BUCKET_NAME,
          "The specified bucket is not valid: '"
              + value
              + "', expected 3 to 63 of a-z, 0-9, dots and hyphens, beginning and ending with a letter"
              + " or digit, that are no IP address");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
