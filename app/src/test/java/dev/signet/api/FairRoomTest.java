// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.api.FairRoom.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is ended when connections take more than there is. */
final class FairRoomTest {
  private static final int ROOM = 800;
  private static final int SHARE = ROOM / 8;

  private final FairRoom room = new FairRoom(ROOM);
  private final List<String> ended = new ArrayList<>();

  private Optional<Place> take(String connection, int octets) {
    return room.take(connection, octets, () -> ended.add(connection));
  }

  private void fill() {
    for (char name = 'a'; name <= 'h'; name++) {
      assertThat(take("" + name, SHARE)).isPresent();
    }
  }

  @Test
  void whoTakesMoreThanItsShareIsEnded() {
    take("a", SHARE);
    take("b", 1);
    assertThat(take("a", 1)).isEmpty();
    assertThat(ended).containsExactly("a");
  }

  @Test
  void aNewcomerTakesThePlaceOfTheLargest() {
    fill();
    assertThat(take("small", 10)).isPresent();
    assertThat(ended).hasSize(1).isSubsetOf("a", "b", "c", "d", "e", "f", "g", "h");
  }

  @Test
  void aNewcomerThatIsAsLargeAsTheLargestIsEndedItself() {
    fill();
    assertThat(take("large", SHARE)).isEmpty();
    assertThat(ended).containsExactly("large");
  }

  @Test
  void whatIsGivenBackIsFreeAgain() {
    Place place = take("a", SHARE).orElseThrow();
    place.free();
    assertThat(take("a", SHARE)).isPresent();
    assertThat(room.hasFree(ROOM - SHARE)).isTrue();
    assertThat(room.hasFree(ROOM - SHARE + 1)).isFalse();
    assertThat(ended).isEmpty();
  }

  @Test
  void whatAnEndedConnectionTookIsFreeOnlyWhenItIsGone() {
    Place first = take("a", SHARE / 2).orElseThrow();
    Place second = take("a", SHARE / 2).orElseThrow();
    room.makeFree(ROOM);
    assertThat(ended).containsExactly("a");
    assertThat(room.hasFree(ROOM)).isFalse();
    first.free();
    second.free();
    assertThat(room.hasFree(ROOM)).isTrue();
  }

  @Test
  void noMoreAreEndedThanMakeRoom() {
    fill();
    room.makeFree(SHARE);
    room.makeFree(SHARE); // again, before they are gone
    assertThat(ended).hasSize(1);
    room.makeFree(SHARE + 1);
    assertThat(ended).hasSize(2);
  }
}
