// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The partitions that the SDKs know, and the names of their Regions. */
final class RegionTest {
  @ParameterizedTest
  @CsvSource({
    "us-east-1, aws",
    "ap-southeast-7, aws",
    "il-central-1, aws",
    "mx-central-1, aws",
    "cn-northwest-1, aws-cn",
    "us-gov-west-1, aws-us-gov",
    "us-iso-west-1, aws-iso",
    "us-isob-east-1, aws-iso-b",
    "eu-isoe-west-1, aws-iso-e",
    "us-isof-south-1, aws-iso-f",
    "eusc-de-east-1, aws-eusc",
    "us-isolation-1, aws",
    "xx-nowhere-99, aws",
  })
  void aRegionIsOfOnePartitionAndItsArnsSaySo(String name, String partition) {
    Region region = new Region(name);
    assertThat(region.partition()).isEqualTo(partition);
    String arn = new Home(AccountId.DEFAULT, region).arn("acm", "certificate/x").toString();
    assertThat(arn).isEqualTo("arn:" + partition + ":acm:" + name + ":000000000000:certificate/x");
    ArnForm certificates = ArnForm.of("acm", "certificate/.*");
    assertThat(certificates.parse(arn)).isPresent();
    assertThat(certificates.parse(arn.replace("arn:" + partition, "arn:aws-other"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "atlantis",
        "us-east",
        "us-east-",
        "us-east-111",
        "US-east-1",
        "u-east-1",
        "europ-west-1",
        "us-a-b-c-1",
        "us-east-1 ",
        "us-east-1\n",
        "aws-global"
      })
  void anotherTextIsNoRegion(String name) {
    assertThat(Region.isWellFormed(name)).isFalse();
  }

  @Test
  void aNameIsShort() {
    assertThat(Region.isWellFormed("us-" + "e".repeat(40) + "-1")).isFalse();
  }
}
