// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventDedupTest {

  private final EventDedup dedup = new EventDedup(1_000);

  @Test
  void event_isTakenOnceWithinTheHorizon() {
    assertThat(dedup.take(1, "a", 0)).isTrue();
    assertThat(dedup.take(1, "a", 999)).isFalse();
    assertThat(dedup.take(1, "a", 1_000)).isTrue();
    assertThat(dedup.take(1, "a", 1_999)).isFalse();
  }

  @Test
  void events_areToldApartByProfileAndId() {
    dedup.take(1, "a", 0);

    assertThat(dedup.take(2, "a", 0)).isTrue();
    assertThat(dedup.take(1, "b", 0)).isTrue();
  }

  @Test
  void profileThatWasDeleted_beginsWithoutAPast() {
    dedup.take(1, "a", 0);
    dedup.take(2, "a", 0);

    dedup.forget(1);

    assertThat(dedup.take(1, "a", 1)).isTrue();
    assertThat(dedup.take(2, "a", 1)).isFalse();
  }

  @Test
  void horizonOfZero_takesEverything() {
    EventDedup none = new EventDedup(0);

    assertThat(none.take(1, "a", 5)).isTrue();
    assertThat(none.take(1, "a", 5)).isTrue();
  }

  /** Against a map of what was taken when. */
  @SeededTest
  void take_agreesWithAPlainMap(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    Map<List<Object>, Long> taken = new HashMap<>();
    long now = -500;
    for (int i = 0; i < 5_000; i++) {
      now += choice.of(List.of(0, 1, 50, 999));
      int row = choice.below(4);
      if (choice.chance(2)) {
        dedup.forget(row);
        taken.keySet().removeIf(key -> key.get(0).equals(row));
      }
      List<Object> key = List.of(row, "e" + choice.below(10));
      Long before = taken.get(key);
      boolean expected = before == null || now - before >= 1_000;

      assertThat(dedup.take(row, (String) key.get(1), now)).isEqualTo(expected);

      if (expected) {
        taken.put(key, now);
      }
    }
  }
}
