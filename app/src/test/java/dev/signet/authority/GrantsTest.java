// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.SignedClient.Answer;
import dev.signet.testkit.SignetExtension;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An authority's tags and permissions, and their pages. */
final class GrantsTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-01-01T00:00:00Z");

  private final CaCalls calls = new CaCalls(signet.client("us-east-1"));

  @Test
  void permissionsAndTagsAreKept() {
    String root = calls.create("ROOT");
    Map<String, Object> permission =
        Map.of(
            "Principal",
            "acm.amazonaws.com",
            "Actions",
            List.of("IssueCertificate", "GetCertificate", "ListPermissions"));
    CaCalls.ok(calls.on("CreatePermission", root, permission));
    assertThat(calls.on("CreatePermission", root, permission).errorType())
        .isEqualTo("PermissionAlreadyExistsException");
    assertThat(
            calls
                .on("ListPermissions", root, Map.of())
                .json()
                .path("Permissions")
                .path(0)
                .path("Actions")
                .toString())
        .isEqualTo("[\"IssueCertificate\",\"GetCertificate\",\"ListPermissions\"]");
    List<Map<String, String>> tags =
        List.of(Map.of("Key", "b", "Value", "2"), Map.of("Key", "a", "Value", "1"));
    calls.on("TagCertificateAuthority", root, Map.of("Tags", tags));
    // A tag is removed only with the value that it has.
    List<Map<String, String>> other = List.of(Map.of("Key", "b", "Value", "no"));
    calls.on("UntagCertificateAuthority", root, Map.of("Tags", other));
    assertThat(calls.on("ListTags", root, Map.of()).json().path("Tags").toString())
        .isEqualTo("[{\"Key\":\"a\",\"Value\":\"1\"},{\"Key\":\"b\",\"Value\":\"2\"}]");
  }

  @Test
  void tagsComeByKeyInPagesOfTheSizeAskedFor() {
    String root = tagged(5);
    assertThat(pages("ListTags", root, "Tags", "Key"))
        .containsExactly(List.of("k0", "k1"), List.of("k2", "k3"), List.of("k4"));
    assertThat(calls.on("ListTags", root, Map.of()).json().has("NextToken")).isFalse();
  }

  @Test
  void aTokenWorksForItsOwnListingOnly() {
    String root = tagged(3);
    String token = calls.on("ListTags", root, Map.of("MaxResults", 1)).text("NextToken");
    for (Answer wrong :
        List.of(
            calls.on("ListTags", tagged(3), Map.of("NextToken", token)),
            calls.on("ListPermissions", root, Map.of("NextToken", token)),
            calls.on("ListTags", root, Map.of("NextToken", "k0")))) {
      assertThat(wrong.errorType()).isEqualTo("InvalidNextTokenException");
    }
  }

  private String tagged(int tags) {
    String root = calls.create("ROOT");
    CaCalls.ok(
        calls.on(
            "TagCertificateAuthority",
            root,
            Map.of(
                "Tags", IntStream.range(0, tags).mapToObj(i -> Map.of("Key", "k" + i)).toList())));
    return root;
  }

  private List<List<String>> pages(String operation, String authority, String list, String name) {
    List<List<String>> pages = new ArrayList<>();
    Map<String, Object> input = new HashMap<>(Map.of("MaxResults", 2));
    while (true) {
      Answer answer = calls.on(operation, authority, input);
      List<String> page = new ArrayList<>();
      answer.json().path(list).forEach(item -> page.add(item.path(name).asText()));
      pages.add(page);
      if (!answer.json().has("NextToken")) {
        return pages;
      }
      input.put("NextToken", answer.text("NextToken"));
    }
  }
}
