// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.api;

import dev.signet.bucket.S3Request;
import dev.signet.bucket.content.Contents;

/** Bodies that are read whole: settings and lists in XML or JSON. */
final class SmallBodies {
  /** In octets: the names of a thousand objects, or ten thousand parts with their checksums. */
  private static final int MOST = 4 * 1024 * 1024;

  private SmallBodies() {}

  static byte[] read(S3Request request) {
    return Contents.takeSmall(request.body().octets(), ObjectInputs.claims(request), MOST);
  }

  static XmlElement xml(S3Request request, String root) {
    return XmlElement.parse(read(request), root);
  }
}
