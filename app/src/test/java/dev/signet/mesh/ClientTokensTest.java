// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import static dev.signet.mesh.MeshScene.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal.Kind;
import dev.signet.kernel.Region;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repeats with a client token. */
final class ClientTokensTest {
  private static final String CREATE = "{'meshName':'m','clientToken':'t-1'}";

  @RegisterExtension final MeshScene scene = new MeshScene();

  @Test
  void aRepeatGetsTheFirstAnswer() {
    JsonNode first = scene.call("CreateMesh", CREATE);
    scene.clock.advance(Duration.ofHours(23));
    assertThat(scene.call("CreateMesh", CREATE)).isEqualTo(first);
    JsonNode second = scene.call("UpdateMesh", CREATE);
    assertThat(second.at("/metadata/version").asLong()).isEqualTo(2);
    assertThat(scene.call("UpdateMesh", CREATE)).isEqualTo(second);
    assertThat(scene.changes()).containsExactly("mesh.created", "mesh.updated");
  }

  @Test
  void anotherRequestWithTheTokenIsAConflict() {
    scene.call("CreateMesh", CREATE);
    assertRefused(() -> scene.call("CreateMesh", CREATE.replace("'m'", "'m2'")), Kind.CONFLICT);
    String spec =
        "{'meshName':'m','clientToken':'t-1','spec':{'egressFilter':{'type':'DROP_ALL'}}}";
    assertRefused(() -> scene.call("CreateMesh", spec), Kind.CONFLICT);
    String tags = "{'meshName':'m','clientToken':'t-1','tags':[{'key':'a','value':'b'}]}";
    assertRefused(() -> scene.call("CreateMesh", tags), Kind.CONFLICT);
  }

  @Test
  void aTokenIsForgottenAfterADay() {
    scene.call("CreateMesh", CREATE);
    scene.clock.advance(Duration.ofHours(24));
    assertRefused(() -> scene.call("CreateMesh", CREATE), Kind.EXISTS);
  }

  @Test
  void aRefusedRequestLeavesItsTokenFree() {
    String node = "{'meshName':'m','virtualNodeName':'n','spec':{},'clientToken':'t-2'}";
    assertRefused(() -> scene.call("CreateVirtualNode", node), Kind.NOT_FOUND);
    scene.call("CreateMesh", CREATE);
    scene.call("CreateVirtualNode", node);
  }

  @Test
  void afterADeletionTheTokenMakesTheResourceAnew() {
    JsonNode first = scene.call("CreateMesh", CREATE);
    scene.call("DeleteMesh", "{'meshName':'m'}");
    JsonNode second = scene.call("CreateMesh", CREATE);
    assertThat(second.at("/metadata/uid")).isNotEqualTo(first.at("/metadata/uid"));
    assertThat(scene.call("CreateMesh", CREATE)).isEqualTo(second);
    assertThat(scene.call("DescribeMesh", "{'meshName':'m'}")).isEqualTo(second);
  }

  @Test
  void anUpdateOfWhatWasMadeAnewIsNoRepeat() {
    String update = CREATE.replace("t-1", "t-2");
    scene.call("CreateMesh", CREATE);
    scene.call("UpdateMesh", update);
    scene.call("DeleteMesh", "{'meshName':'m'}");
    assertRefused(() -> scene.call("UpdateMesh", update), Kind.NOT_FOUND);
    scene.call("CreateMesh", CREATE);
    assertThat(scene.call("UpdateMesh", update).at("/metadata/version").asLong()).isEqualTo(2);
  }

  @Test
  void tokensOfOthersDoNotCount() {
    scene.call("CreateMesh", CREATE);
    Caller other = new Caller(AccountId.DEFAULT, Region.DEFAULT, "somebody");
    assertRefused(() -> scene.call(other, "CreateMesh", CREATE), Kind.EXISTS);
    Caller elsewhere = new Caller(AccountId.DEFAULT, new Region("eu-west-1"), "admin");
    assertThat(scene.call(elsewhere, "CreateMesh", CREATE).at("/metadata/arn").asText())
        .contains("eu-west-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "0123456789012345678901234567890123456"})
  void aMalformedTokenIsRefused(String token) {
    assertRefused(() -> scene.call("CreateMesh", CREATE.replace("t-1", token)), Kind.INVALID);
  }
}
