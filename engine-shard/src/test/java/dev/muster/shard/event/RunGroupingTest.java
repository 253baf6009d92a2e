// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.shard.scan.RowMask;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunGroupingTest {

  private static final int GROUP_EVENTS = 20;

  private final RunGroup none = RunGroup.withoutMask(List.of(), List.of());

  private static EventRun run(int exponent, long index, int... rows) {
    char[] sorted = new char[rows.length];
    for (int i = 0; i < rows.length; i++) {
      sorted[i] = (char) rows[i];
    }
    java.util.Arrays.sort(sorted);
    long[] times = new long[rows.length];
    java.util.Arrays.fill(times, (index << exponent) * 86_400_000L);
    DaySpan span = new DaySpan(exponent, index);
    return EventRun.of(span, sorted, PackedLongs.of(times, rows.length), new RunColumn[0]);
  }

  private static EventRun random(RandomChoice choice) {
    int exponent = choice.below(choice.chance(10) ? 9 : 4);
    int days = 128 >> Math.min(7, exponent);
    long index = choice.chance(10) ? -1L - choice.below(3) : choice.below(Math.max(1, days));
    int[] rows = new int[1 + choice.below(12)];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = choice.below(RowMask.ROWS);
    }
    return run(exponent, index, rows);
  }

  /** Whatever the runs, each is in one place, each mask says whose events there are below. */
  @SeededTest
  void groups_holdAllRunsOnce(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    List<EventRun> runs = new ArrayList<>();
    RunGroup groups = none;
    for (int round = 0; round < 8; round++) {
      for (int i = choice.below(40); i > 0; i--) {
        runs.add(random(choice));
      }
      for (int i = choice.below(10); i > 0 && !runs.isEmpty(); i--) {
        runs.remove(choice.below(runs.size()));
      }
      groups = RunGrouping.of(runs, GROUP_EVENTS, groups);

      Set<EventRun> found = Collections.newSetFromMap(new IdentityHashMap<>());
      long events = requireValid(groups, found);
      assertThat(found).hasSize(runs.size()).containsAll(runs);
      assertThat(groups.eventCount()).isEqualTo(events);
      assertThat(masks(groups)).isLessThanOrEqualTo(events / GROUP_EVENTS * 4 / 3);
    }
  }

  private static long requireValid(RunGroup group, Set<EventRun> found) {
    long events = 0;
    long[] union = RowMask.create();
    for (EventRun run : group.runs()) {
      assertThat(found.add(run)).isTrue();
      assertThat(run.minTime()).isGreaterThanOrEqualTo(group.minTime());
      assertThat(run.maxTime()).isLessThanOrEqualTo(group.maxTime());
      assertThat(group.rowMask() == null || group.span().contains(run.span())).isTrue();
      for (int i = 0; i < run.eventCount(); i++) {
        RowMask.add(union, run.row(i));
      }
      events += run.eventCount();
    }
    for (RunGroup smaller : group.groups()) {
      assertThat(smaller.minTime()).isGreaterThanOrEqualTo(group.minTime());
      assertThat(smaller.maxTime()).isLessThanOrEqualTo(group.maxTime());
      long[] mask = smaller.rowMask();
      assertThat(mask).isNotNull();
      RowMask.or(union, mask == null ? union : mask);
      events += requireValid(smaller, found);
    }
    assertThat(group.eventCount()).isEqualTo(events);
    if (group.rowMask() != null) {
      assertThat(group.rowMask()).isEqualTo(union);
    }
    return events;
  }

  private static long masks(RunGroup group) {
    return group.sizeBytes() / (RowMask.WORDS * (long) Long.BYTES);
  }

  @Test
  void groupsWithoutChanges_areShared() {
    List<EventRun> runs = new ArrayList<>();
    for (int day = 0; day < 32; day++) {
      runs.add(run(0, day, 1, 2, 3, 4, 5, 6));
    }
    RunGroup before = RunGrouping.of(runs, GROUP_EVENTS, none);
    runs.add(run(0, 31, 7));

    RunGroup after = RunGrouping.of(runs, GROUP_EVENTS, before);

    // Four days each have 24 events, and four of those are the next group.
    assertThat(before.groups()).hasSize(2);
    assertThat(before.groups().get(0).groups()).hasSize(4);
    assertThat(after.groups().get(0)).isSameAs(before.groups().get(0));
    assertThat(after.groups().get(1)).isNotSameAs(before.groups().get(1));
    assertThat(after.groups().get(1).groups().subList(0, 3))
        .isEqualTo(before.groups().get(1).groups().subList(0, 3));
  }

  @Test
  void fewEvents_haveNoMask() {
    RunGroup groups = RunGrouping.of(List.of(run(0, 1, 1), run(4, 0, 2)), GROUP_EVENTS, none);

    assertThat(groups.sizeBytes()).isZero();
    assertThat(groups.runs()).hasSize(2);
  }

  /** The sign of the day is never taken for part of a span that both lie in. */
  @Test
  void daysBeforeAndAfter1970_shareNoGroup() {
    List<EventRun> runs = List.of(run(0, -1, 1), run(0, 0, 2), run(62, -1, 3), run(3, 2, 4));

    RunGroup groups = RunGrouping.of(runs, 2, none);

    assertThat(groups.groups()).hasSize(2);
    assertThat(groups.groups().get(0).span().index()).isNegative();
    assertThat(groups.groups().get(1).span()).isEqualTo(new DaySpan(5, 0));
  }
}
