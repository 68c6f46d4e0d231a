// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import dev.signet.authority.AuthorityArn;

/** Templates as people name them: {@code EndEntityCertificate/V1}, or by their whole ARN. */
final class TemplateName {
  static final String END_ENTITY = "EndEntityCertificate/V1";
  static final String ROOT = "RootCACertificate/V1";

  private TemplateName() {}

  /** Of a subordinate CA, with so many CAs below it. */
  static String subordinate(int pathLength) {
    return "SubordinateCACertificate_PathLen" + pathLength + "/V1";
  }

  /** The ARN of a template, in the partition of an authority. */
  static String arn(AuthorityArn authority, String name) {
    return name.startsWith("arn:")
        ? name
        : "arn:" + authority.arn().partition() + ":acm-pca:::template/" + name;
  }
}
