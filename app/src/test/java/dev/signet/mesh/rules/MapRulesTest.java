// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.kernel.Refusal;
import dev.signet.wire.generated.appmesh.GatewayRouteSpec;
import dev.signet.wire.generated.appmesh.MeshSpec;
import dev.signet.wire.generated.appmesh.RouteSpec;
import dev.signet.wire.generated.appmesh.VirtualGatewaySpec;
import dev.signet.wire.generated.appmesh.VirtualNodeSpec;
import dev.signet.wire.generated.appmesh.VirtualRouterSpec;
import dev.signet.wire.generated.appmesh.VirtualServiceSpec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every list of the specs is decided on: a map by meaning, or not. */
final class MapRulesTest {
  /** Conditions, all of which must hold; and listeners, whose ports have a rule of their own. */
  private static final Set<String> NO_MAPS =
      Set.of("headers", "metadata", "queryParameters", "listeners");

  @Test
  void everyListOfStructuresInASpecIsAMapOrKnownToBeNone() {
    Set<String> lists = new TreeSet<>();
    Stream.of(
            MeshSpec.class,
            VirtualNodeSpec.class,
            VirtualServiceSpec.class,
            VirtualRouterSpec.class,
            RouteSpec.class,
            VirtualGatewaySpec.class,
            GatewayRouteSpec.class)
        .forEach(spec -> collect(spec, lists, new HashSet<>()));
    lists.removeAll(NO_MAPS);
    lists.remove("value"); // of the union member json, whose list is named by the member
    assertThat(MapRules.KEYS.keySet()).containsAll(lists).contains("json");
  }

  private static void collect(Class<?> type, Set<String> lists, Set<Class<?>> seen) {
    if (!seen.add(type)) {
      return;
    }
    if (type.isSealed()) {
      Stream.of(type.getPermittedSubclasses()).forEach(each -> collect(each, lists, seen));
    } else if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        if (component.getGenericType() instanceof ParameterizedType list) {
          Class<?> element = (Class<?>) list.getActualTypeArguments()[0];
          if (element.isRecord() || element.isSealed()) {
            lists.add(component.getName());
            collect(element, lists, seen);
          }
        } else {
          collect(component.getType(), lists, seen);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'backends':[{'virtualService':{'virtualServiceName':'a','clientPolicy':{}}},"
            + "{'virtualService':{'virtualServiceName':'a'}}]}|backends: 'a'",
        "{'serviceDiscovery':{'awsCloudMap':{'attributes':[{'key':'k','value':'1'},"
            + "{'key':'k','value':'2'}]}}}|attributes: 'k'",
        "{'logging':{'accessLog':{'file':{'format':{'json':[{'key':'k','value':'1'},"
            + "{'key':'k','value':'2'}]}}}}}|json: 'k'",
        "{'httpRoute':{'action':{'weightedTargets':[{'virtualNode':'n','weight':1,'port':80},"
            + "{'virtualNode':'n','weight':2,'port':80}]}}}|weightedTargets: 'n 80'",
        "{'tcpRoute':{'action':{'weightedTargets':[{'virtualNode':'n','weight':1},"
            + "{'virtualNode':'n','weight':2}]}}}|weightedTargets: 'n'",
      })
  void aKeyThatIsGivenTwiceIsRefused(String spec, String named) {
    assertThatThrownBy(() -> MapRules.check(json(spec)))
        .isInstanceOf(Refusal.class)
        .hasMessage(named + " is given twice: expected each once");
  }

  @Test
  void oneNodeMayBeATargetAtTwoPortsAndOneHeaderHaveTwoConditions() {
    assertThatCode(() ->
            MapRules.check(
                json(
                    "{'httpRoute':{'match':{'headers':[{'name':'a','match':{'prefix':'b'}},"
                        + "{'name':'a','match':{'suffix':'c'}}]},'action':{'weightedTargets':["
                        + "{'virtualNode':'n','weight':1,'port':80},"
                        + "{'virtualNode':'n','weight':1,'port':81}]}}}")))
        .doesNotThrowAnyException();
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }
}
