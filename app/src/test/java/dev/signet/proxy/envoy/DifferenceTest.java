// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden files that are differences are worth as much as this. */
final class DifferenceTest {
  @Test
  void aDifferenceTurnsEachGoldenValueIntoEachOther() {
    List<JsonNode> all =
        GoldenScene.proxied().map(GoldenScene.Proxied::expected).distinct().toList();
    assertThat(all).hasSizeGreaterThan(20);
    for (JsonNode from : all) {
      for (JsonNode to : all) {
        assertThat(Difference.apply(from, Difference.between(from, to))).isEqualTo(to);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'a':1}                           | {'a':1}                           | {}
          {'a':1,'b':2}                     | {'b':3,'c':4}                     | {'a':null,'b':3,'c':4}
          {'a':{'b':1}}                     | {'a':[1]}                         | {'a':[1]}
          [1,2,3]                           | [1,4,3]                           | {'[1]':4}
          [1,2,3]                           | [1,3]                             | {'[1]':null}
          [1,3]                             | [0,1,3]                           | {'+0':0}
          [1]                               | []                                | []
          []                                | [1]                               | [1]
          [{'name':'a'},{'name':'b','c':1}] | [{'name':'b','c':2}]              | {'a':null,'b':{'c':2}}
          [{'name':'a'},{'name':'b'}]       | [{'name':'b'},{'name':'a'}]       | [{'name':'b'},{'name':'a'}]
          ['a','c']                         | ['a','b','c']                     | {'+1':'b'}
          """)
  void aDifferenceNamesWhatIsOther(String from, String to, String difference) throws Exception {
    assertThat(Difference.between(json(from), json(to))).isEqualTo(json(difference));
    assertThat(Difference.apply(json(from), json(difference))).isEqualTo(json(to));
  }

  @Test
  void whatTheBaseDoesNotHaveIsNotPassedOverInSilence() {
    assertThatThrownBy(() -> Difference.apply(json("[{'name':'a'}]"), json("{'b':{'c':1}}")))
        .hasMessageContaining("b is not in the base: expected one of [a]");
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return GoldenScene.JSON.readTree(text.replace('\'', '"'));
  }
}
