// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.signet.fuzz.Refusing;

/** The XML of those S3 requests whose body is a document. */
class S3DocumentFuzzTest {
  @FuzzTest
  void isRefusedOrRead(byte[] document) {
    Refusing.readOrRefused(() -> XmlElement.parse(document, "Delete"))
        .ifPresent(root -> assertThat(root.name()).isEqualTo("Delete"));
  }
}
