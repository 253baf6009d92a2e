// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.shard.scan.RowMask;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoubtfulEventsTest {

  private record Event(char row, long time) {}

  private final DoubtfulEvents doubtful = new DoubtfulEvents();

  /** Several events a row, and more than there was room for at first. */
  @ParameterizedTest(name = "seed={0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void settle_agreesWithLookingAtAllPairs(long seed) {
    Random random = new Random(seed);
    for (int slice = 0; slice < 8; slice++) {
      List<Event> events = events(random, 1 + random.nextInt(3_000));
      List<Event> others = events(random, 1 + random.nextInt(200));
      long apart = random.nextInt(2);
      long within = apart + random.nextInt(50);
      events.forEach(event -> doubtful.add(event.row(), event.time()));
      char[] rows = new char[3 + others.size()];
      long[] times = new long[others.size()];
      for (int i = 0; i < others.size(); i++) {
        rows[3 + i] = others.get(i).row();
        times[i] = others.get(i).time();
      }
      long[] found = RowMask.create();

      doubtful.settle(rows, 3, others.size(), times, within, apart, found);

      assertThat(found).isEqualTo(following(events, others, within, apart));
      assertThat(doubtful.rows().mask()).isEqualTo(rows(events));
      doubtful.clear();
      assertThat(doubtful.isEmpty()).isTrue();
    }
  }

  private static List<Event> events(Random random, int count) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(new Event((char) (random.nextInt(900) * 72), random.nextInt(20_000) - 10_000));
    }
    return events;
  }

  private static long[] following(List<Event> events, List<Event> others, long within, long apart) {
    long[] rows = RowMask.create();
    for (Event event : events) {
      for (Event other : others) {
        long after = event.time() - other.time();
        if (event.row() == other.row() && after >= apart && after <= within) {
          RowMask.add(rows, event.row());
        }
      }
    }
    return rows;
  }

  private static long[] rows(List<Event> events) {
    long[] rows = RowMask.create();
    events.forEach(event -> RowMask.add(rows, event.row()));
    return rows;
  }
}
