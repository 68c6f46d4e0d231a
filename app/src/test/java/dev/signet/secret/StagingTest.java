// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule of labels; C, P and N are AWSCURRENT, AWSPREVIOUS and AWSPENDING. */
@SuppressWarnings("NullAway")
final class StagingTest {
  private static final String ID = "db";

  @TempDir Path folder;
  private SecretScene scene;

  @BeforeEach
  void open() {
    scene = new SecretScene(folder);
    scene.create(ID);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private void are(String labels) {
    assertThat(scene.labels(ID)).isEqualTo(labels);
  }

  @Test
  void eachValueIsCurrentAndTheOneBeforePrevious() {
    are("v1{C}");
    scene.put(ID, "v2");
    are("v1{P} v2{C}");
    scene.put(ID, "v3");
    are("v2{P} v3{C}");
    assertThat(scene.version(ID, "v1").secretString()).isEqualTo("v1"); // deprecated, and there
  }

  @Test
  void aPendingValueIsReadByNobodyUntilItIsMadeCurrentAndStaysPendingThen() {
    scene.put(ID, "v2", "N");
    are("v1{C} v2{N}");
    assertThat(scene.get(ID).secretString()).isEqualTo("v1");
    scene.move(ID, "C", "v1", "v2");
    are("v1{P} v2{C,N}");
    assertThat(scene.get(ID).secretString()).isEqualTo("v2");
  }

  @Test
  void whoIsCurrentNoMoreIsPendingNoMore() {
    scene.put(ID, "v2", "N");
    scene.move(ID, "C", "v1", "v2");
    scene.put(ID, "v3");
    are("v2{P} v3{C}");
  }

  @Test
  void thePendingLabelGoesToTheNextPendingValue() {
    scene.put(ID, "v2", "N");
    scene.move(ID, "C", "v1", "v2");
    scene.put(ID, "v3", "N");
    are("v1{P} v2{C} v3{N}");
    scene.move(ID, "C", "v2", "v3");
    are("v2{P} v3{C,N}");
  }

  @Test
  void labelsOfPeopleStayWithTheirVersion() {
    scene.put(ID, "v2", "N", "PUT1");
    are("v1{C} v2{N,PUT1}");
    scene.move(ID, "C", "v1", "v2");
    are("v1{P} v2{C,N,PUT1}");
    scene.put(ID, "v3");
    are("v2{P,PUT1} v3{C}");
  }

  @Test
  void labelsThatAreGivenAgainMove() {
    scene.put(ID, "v2", "one", "three", "two");
    scene.put(ID, "v3", "four", "one", "two");
    are("v1{C} v2{three} v3{four,one,two}");
    scene.put(ID, "v4", "three");
    are("v1{C} v3{four,one,two} v4{three}"); // v2 is deprecated
  }

  @Test
  void labelsWithoutTheCurrentOneLeaveThatWhereItIs() {
    scene.put(ID, "v2", "other");
    are("v1{C} v2{other}");
    scene.put(ID, "v3", "C", "PUT0");
    are("v1{P} v2{other} v3{C,PUT0}");
  }

  @Test
  void aLabelIsMovedOnlyByWhoKnowsWhereItIs() {
    scene.put(ID, "v2", "N");
    SecretScene.refused(
        () -> scene.move(ID, "C", "", "v2"),
        "InvalidParameterException",
        SecretScene.token("v1"),
        "RemoveFromVersionId");
    SecretScene.refused(
        () -> scene.move(ID, "C", "v2", "v2"),
        "InvalidParameterException",
        SecretScene.token("v1"));
    SecretScene.refused(
        () -> scene.move(ID, "C", "v1", ""), "InvalidParameterException", "AWSCURRENT");
    SecretScene.refused(
        () -> scene.move(ID, "C", "v1", "v9"),
        "ResourceNotFoundException",
        "VersionId: " + SecretScene.token("v9"));
    SecretScene.refused(() -> scene.move(ID, "N", "", ""), "InvalidParameterException");
    are("v1{C} v2{N}");
    scene.move(ID, "N", "v2", "");
    are("v1{C}");
    scene.move(ID, "new", "", "v1");
    are("v1{C,new}");
  }

  @Test
  void makingThePreviousOneCurrentSwapsThem() {
    scene.put(ID, "v2");
    scene.move(ID, "C", "v2", "v1");
    are("v1{C} v2{P}");
  }

  @Test
  void aVersionCarriesTwentyLabelsAtMost() {
    String[] twenty = new String[20];
    for (int i = 0; i < twenty.length; i++) {
      twenty[i] = "label" + i;
    }
    scene.put(ID, "v2", twenty);
    SecretScene.refused(() -> scene.move(ID, "one more", "", "v2"), "LimitExceededException", "21");
  }
}
