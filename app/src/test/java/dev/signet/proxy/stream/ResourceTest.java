// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceTest {
  @Test
  void equalContentHasAnEqualVersionInWhateverOrderItWasBuilt() {
    Resource one = Resource.of("c", cluster("a", "b", "c", "d"));
    Resource other = Resource.of("c", cluster("d", "c", "b", "a"));
    assertThat(other).isEqualTo(one);
  }

  @Test
  void theVersionOfAContentNeverChangesBetweenReleases() {
    assertThat(Resource.of("c", Cluster.newBuilder().setName("c").build()).version())
        .isEqualTo("5c3d327c76e771df32b564776247c9e2");
  }

  @Test
  void differentContentHasADifferentVersion() {
    assertThat(Resource.of("c", cluster("a", "b")).version())
        .isNotEqualTo(Resource.of("c", cluster("a")).version());
  }

  @Test
  void twoResourcesOfOneNameAreAFault() {
    Resource resource = Resource.of("c", cluster("a"));
    assertThatThrownBy(() -> ResourceSet.of(List.of(resource, resource)))
        .hasMessage("c: expected one resource per name");
  }

  private static Cluster cluster(String... keys) {
    Metadata.Builder metadata = Metadata.newBuilder();
    for (String key : keys) {
      Value value = Value.newBuilder().setStringValue(key).build();
      metadata.putFilterMetadata(key, Struct.newBuilder().putFields(key, value).build());
    }
    return Cluster.newBuilder().setName("c").setMetadata(metadata).build();
  }
}
