// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The protocol cases that Smithy publishes, against the codec: the shapes of its models are made as
 * the generator makes those of the services.
 */
class PublishedCasesTest {
  private static final List<PublishedCases.Published> ALL = PublishedCases.all();

  @TestFactory
  Stream<DynamicTest> everyCaseThatAppliesHolds() {
    return ALL.stream()
        .filter(each -> each.whyNot().isEmpty())
        .map(each -> dynamicTest(each.protocol() + " " + each.id(), each.run()));
  }

  /** What is not run is counted, so that a new case is not missed. */
  @Test
  void whatDoesNotApplyIsNamedWithItsReason() {
    Map<String, Integer> run = new TreeMap<>();
    Map<String, Integer> notRun = new TreeMap<>();
    for (PublishedCases.Published each : ALL) {
      each.whyNot()
          .ifPresentOrElse(
              why -> notRun.merge(why, 1, Integer::sum),
              () -> run.merge(each.protocol().name(), 1, Integer::sum));
    }
    assertThat(run)
        .isEqualTo(
            Map.of(
                "JSON_1_1", 79,
                "QUERY", 53,
                "REST_JSON", 558,
                "RPC_V2_CBOR", 33));
    assertThat(notRun)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("Accept is not looked at", 1),
                Map.entry("Content-Type is looked at with a body only", 2),
                Map.entry("ISO 8601 is read where seconds are usual", 3),
                Map.entry("a body that is no structure", 2),
                Map.entry("a body without Content-Type is read", 1),
                Map.entry("a host of its own", 6),
                Map.entry("a label that takes many segments of the path", 1),
                Map.entry("a member as the body of a request", 42),
                Map.entry("a path with a constant query", 3),
                Map.entry("an empty map leaves no trace in a form", 1),
                Map.entry("an error with more members than its text", 7),
                Map.entry("compressed requests", 6),
                Map.entry("constraints on the keys of maps", 8),
                Map.entry("default values", 6),
                Map.entry("enumerations of the first Smithy, which are traits", 2),
                Map.entry("floating point numbers", 34),
                Map.entry("lengths of maps", 6),
                Map.entry("lists in the query", 2),
                Map.entry("lists without repetition", 18),
                Map.entry("members in headers", 111),
                Map.entry("only members of kinds that no served model has", 113),
                Map.entry("times with an offset or without seconds are read", 9),
                Map.entry("unknown members are ignored in unions too", 1)));
  }
}
