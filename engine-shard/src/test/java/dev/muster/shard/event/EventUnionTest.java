// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.predicate.TimeRange;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.shard.scan.RowMask;
import java.util.ArrayList;
import java.util.List;

class EventUnionTest {

  private static final int DAY_MILLIS = 86_400_000;
  private static final int DAYS = 24;

  private final EventScratch scratch = new EventScratch();

  private record Stored(int row, long time) {}

  /**
   * Long runs, short ones and a tail, many and few candidates, and windows with edges anywhere:
   * every candidate is found if and only if it has an event in the window.
   */
  @SeededTest
  void add_findsWhoHasAnEvent(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    // A day may get more events than a run that few candidates are looked up in.
    EventSeries series = new EventSeries(choice.chance(50) ? 16_384 : 200);
    List<Stored> events = new ArrayList<>();
    int rows = choice.chance(50) ? RowMask.ROWS : 300;
    int days = choice.chance(50) ? 2 : DAYS;
    for (int i = choice.below(40_000); i > 0; i--) {
      Stored event =
          new Stored(
              choice.below(rows),
              choice.below(days) * (long) DAY_MILLIS + choice.below(DAY_MILLIS));
      events.add(event);
      series.append(1, 0, event.row(), event.time(), 0, new long[0], 0);
    }
    if (choice.chance(50)) {
      series.settle();
    }

    for (int i = 0; i < 20; i++) {
      TimeRange range = new TimeRange(instant(choice, days, events), instant(choice, days, events));
      long[] candidates = candidates(choice);
      long[] target = RowMask.create();

      EventUnion.add(series.view(1), range, candidates, scratch, target);

      long[] expected = RowMask.create();
      for (Stored event : events) {
        if (range.contains(event.time())) {
          RowMask.add(expected, event.row());
        }
      }
      RowMask.and(expected, candidates);
      RowMask.and(target, candidates);
      assertThat(target).as("%s", range).isEqualTo(expected);
    }
  }

  /** A midnight, any instant, or one at an event or beside it, that of a block's edge perhaps. */
  private static long instant(RandomChoice choice, int days, List<Stored> events) {
    if (choice.chance(40) && !events.isEmpty()) {
      boolean last = choice.chance(50);
      Stored event = events.get(choice.below(events.size()));
      long day = event.time() / DAY_MILLIS;
      long edge =
          events.stream()
              .mapToLong(Stored::time)
              .filter(time -> time / DAY_MILLIS == day)
              .reduce(event.time(), last ? Math::max : Math::min);
      return edge + choice.below(3) - 1;
    }
    long midnight = choice.below(days + 1) * (long) DAY_MILLIS;
    return choice.chance(50) ? midnight : midnight + choice.below(DAY_MILLIS);
  }

  private static long[] candidates(RandomChoice choice) {
    long[] mask = RowMask.create();
    if (choice.chance(30)) {
      java.util.Arrays.fill(mask, -1L);
    } else {
      RowMask.add(mask, choice.below(300));
      for (int i = choice.below(100); i > 0; i--) {
        RowMask.add(mask, choice.below(RowMask.ROWS));
      }
    }
    return mask;
  }
}
