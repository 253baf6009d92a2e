// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.RowMask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes runs: from a full tail, from runs that belong together, from a run without some rows.
 * Writer only; costs some 50 to 100 ns an event.
 */
final class RunSealer {

  /**
   * Events of the same span's runs are rewritten together when this many runs of about the same
   * size have gathered: each event is then rewritten once per fourfold growth of its run.
   */
  private static final int MERGED_RUNS = 4;

  /**
   * Merges after one seal at most, so that the writer never stops for long. What is left over is
   * merged after the next ones.
   */
  private static final int MERGES_MAX = 4;

  /** A span is halved when each half can have this many events on average. */
  private final int spanEvents;

  RunSealer(int spanEvents) {
    this.spanEvents = spanEvents;
  }

  /** Events that a run should have at least. */
  int spanEvents() {
    return spanEvents;
  }

  /** The first {@code size} events of {@code tail} as runs of disjoint spans, ascending. */
  List<EventRun> seal(EventTail tail, int size) {
    int[] order = EventOrder.sort(tail.rows, tail.times, size);
    SpanSplit split = new SpanSplit(tail.times, size, spanEvents);
    List<DaySpan> spans = split.spans();
    int[] start = new int[spans.size() + 1];
    for (int i = 0; i < size; i++) {
      start[split.indexOf(tail.times[i]) + 1]++;
    }
    for (int i = 0; i < spans.size(); i++) {
      start[i + 1] += start[i];
    }
    int[] next = Arrays.copyOf(start, spans.size());
    int[] bySpan = new int[size];
    for (int event : order) {
      bySpan[next[split.indexOf(tail.times[event])]++] = event;
    }
    List<EventRun> runs = new ArrayList<>(spans.size());
    for (int i = 0; i < spans.size(); i++) {
      runs.add(EventRun.of(tail, bySpan, start[i], start[i + 1] - start[i], spans.get(i)));
    }
    return runs;
  }

  /** {@code run} without the events of the rows in {@code mask}; null if there are no others. */
  @Nullable EventRun without(EventRun run, long[] mask) {
    return only(run, i -> !RowMask.contains(mask, run.row(i)));
  }

  /** {@code run} without the events before {@code fromMillis}; null if there are no others. */
  @Nullable EventRun since(EventRun run, long fromMillis) {
    return only(run, i -> run.time(i) >= fromMillis);
  }

  private static @Nullable EventRun only(EventRun run, IntPredicate wanted) {
    int[] kept = new int[run.eventCount()];
    int count = 0;
    for (int i = 0; i < kept.length; i++) {
      kept[count] = i;
      count += wanted.test(i) ? 1 : 0;
    }
    return count == 0 ? null : EventRun.of(EventTail.of(List.of(run)), kept, 0, count, run.span());
  }

  /*
   * Order of runs. Runs stand in order of arrival wherever their times overlap: if two runs can hold
   * events equal in row and time, all those of the first arrived before all those of the second. A
   * merge takes runs out of the middle, so it must also take every run between the first and the
   * last of them whose times overlap the merged ones; the runs left between overlap nothing of the
   * result, and it may stand on either side of them. Keeping a sequence number per event instead
   * would need no such rule, but another two bytes an event at least.
   */

  /** {@code runs} with those merged that have gathered; a new list if any were. */
  List<EventRun> compact(List<EventRun> runs) {
    List<EventRun> current = runs;
    for (int merge = 0; merge < MERGES_MAX; merge++) {
      boolean[] chosen = gathered(current);
      if (chosen.length == 0) {
        return current;
      }
      current = merge(current, chosen);
    }
    return current;
  }

  /** What runs must have in common to be merged. */
  private record Likeness(DaySpan span, int magnitude) {}

  private Likeness likeness(EventRun run) {
    return new Likeness(run.span(), magnitude(run));
  }

  /** The newest runs alike that are enough to merge; no element if there are none such. O(runs). */
  private boolean[] gathered(List<EventRun> runs) {
    Map<Likeness, Integer> counts = new HashMap<>();
    runs.forEach(run -> counts.merge(likeness(run), 1, Integer::sum));
    for (int last = runs.size() - 1; last >= MERGED_RUNS - 1; last--) {
      Likeness newest = likeness(runs.get(last));
      if (counts.getOrDefault(newest, 0) >= MERGED_RUNS) {
        boolean[] chosen = new boolean[runs.size()];
        for (int i = 0; i <= last; i++) {
          chosen[i] = likeness(runs.get(i)).equals(newest);
        }
        return chosen;
      }
    }
    return new boolean[0];
  }

  /** Runs below the size of a span are all alike; above, each fourfold size is another. */
  private int magnitude(EventRun run) {
    int spans = run.eventCount() / spanEvents;
    return spans == 0 ? 0 : (Integer.SIZE - 1 - Integer.numberOfLeadingZeros(spans)) / 2;
  }

  private List<EventRun> merge(List<EventRun> runs, boolean[] chosen) {
    close(runs, chosen);
    List<EventRun> merged = new ArrayList<>();
    int last = 0;
    for (int i = 0; i < chosen.length; i++) {
      if (chosen[i]) {
        merged.add(runs.get(i));
        last = i;
      }
    }
    EventTail tail = EventTail.of(merged);
    List<EventRun> sealed = seal(tail, tail.rows.length);
    List<EventRun> result = new ArrayList<>(runs.size());
    for (int i = 0; i < chosen.length; i++) {
      if (!chosen[i]) {
        result.add(runs.get(i));
      }
      if (i == last) {
        result.addAll(sealed);
      }
    }
    return result;
  }

  /** Chooses every run between chosen ones that overlaps the time of all the chosen ones. */
  private static void close(List<EventRun> runs, boolean[] chosen) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    int first = Integer.MAX_VALUE;
    int last = 0;
    for (int i = 0; i < chosen.length; i++) {
      if (chosen[i]) {
        min = Math.min(min, runs.get(i).minTime());
        max = Math.max(max, runs.get(i).maxTime());
        first = Math.min(first, i);
        last = i;
      }
    }
    boolean grown = true;
    while (grown) {
      grown = false;
      for (int i = first; i <= last; i++) {
        EventRun run = runs.get(i);
        if (!chosen[i] && run.minTime() <= max && run.maxTime() >= min) {
          chosen[i] = true;
          min = Math.min(min, run.minTime());
          max = Math.max(max, run.maxTime());
          grown = true;
        }
      }
    }
  }
}
