// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.sigv4;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One case of the AWS Signature Version 4 Test Suite: a request, and what each step of signing must
 * give.
 */
record PublishedVector(
    String name,
    SignableRequest request,
    String canonical,
    String stringToSign,
    String authorization) {
  static final Credentials CREDENTIALS =
      new Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

  static Stream<PublishedVector> all() {
    return sections("aws4_testsuite.txt").map(PublishedVector::parse);
  }

  /** Requests that a client sent, by name. */
  static Map<String, SignableRequest> sentByBotocore() {
    Map<String, SignableRequest> requests = new LinkedHashMap<>();
    sections("botocore_requests.txt")
        .forEach(section ->
            requests.put(
                section.substring(0, section.indexOf('\n')), request(part(parts(section), "req"))));
    return requests;
  }

  private static Stream<String> sections(String resource) {
    try (InputStream file = PublishedVector.class.getResourceAsStream(resource)) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.split("(?m)^=== ", -1)).skip(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PublishedVector named(String name) {
    return all().filter(vector -> vector.name().equals(name)).findFirst().orElseThrow();
  }

  private static PublishedVector parse(String section) {
    Map<String, String> parts = parts(section);
    return new PublishedVector(
        section.substring(0, section.indexOf('\n')),
        request(part(parts, "req")),
        part(parts, "creq"),
        part(parts, "sts"),
        part(parts, "authz"));
  }

  private static Map<String, String> parts(String section) {
    Map<String, String> parts = new HashMap<>();
    for (String piece : section.split("(?m)^--- ", -1)) {
      int end = piece.indexOf('\n');
      String content = piece.substring(end + 1);
      parts.put(
          piece.substring(0, end),
          content.isEmpty() ? "" : content.substring(0, content.length() - 1));
    }
    return parts;
  }

  private static String part(Map<String, String> parts, String name) {
    return Objects.requireNonNull(parts.get(name), name);
  }

  private static SignableRequest request(String raw) {
    int end = raw.indexOf("\n\n");
    String body = end < 0 ? "" : raw.substring(end + 2);
    List<String> lines =
        new ArrayList<>(List.of((end < 0 ? raw : raw.substring(0, end)).split("\n", -1)));
    String first = lines.removeFirst();
    String target = first.substring(first.indexOf(' ') + 1, first.lastIndexOf(' '));
    int mark = target.indexOf('?');
    return new SignableRequest(
        first.substring(0, first.indexOf(' ')),
        mark < 0 ? target : target.substring(0, mark),
        mark < 0 ? null : target.substring(mark + 1),
        headers(lines),
        Signer.bodyHash(body.getBytes(StandardCharsets.UTF_8)));
  }

  /** A line that starts with a blank continues the one before. */
  private static Map<String, List<String>> headers(List<String> lines) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    String name = "";
    for (String line : lines) {
      if (line.isEmpty()) {
        continue;
      }
      int colon = line.indexOf(':');
      if (line.startsWith(" ")) {
        List<String> values = Objects.requireNonNull(headers.get(name));
        values.add(values.removeLast() + "\n" + line);
      } else {
        name = line.substring(0, colon);
        headers.computeIfAbsent(name, key -> new ArrayList<>()).add(line.substring(colon + 1));
      }
    }
    return headers;
  }

  @Override
  public String toString() {
    return name;
  }
}
