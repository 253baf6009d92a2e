// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.shard.event.EventScenario.Arrival;
import dev.muster.shard.event.SequenceModel.Marked;
import dev.muster.shard.event.SequenceScanTest.Stored;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunnelScanTest {

  private final EventScratch scratch = new EventScratch();

  /** Runs and tails; few rows and all; with a key and without. */
  @ParameterizedTest(name = "seed={0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void forEachRow_agreesWithTryingAllCombinations(long seed) {
    Random random = new Random(seed);
    int sealEvents = new int[] {1, 64, 16_384}[random.nextInt(3)];
    Stored stored = Stored.random(seed, 200, 600, sealEvents);
    int rows = 0;
    for (int i = 0; i < 60; i++) {
      rows += check(stored, random, new EventScenario(seed * 100 + i, Arrival.SORTED, 200));
    }
    assertThat(rows).isGreaterThan(500);
  }

  /** So many events that they are gathered in parts. */
  @Test
  void forEachRow_agreesOnAFullChunk() {
    Random random = new Random(9);
    Stored stored = Stored.random(9, 40_000, 120_000, 16_384);
    for (int i = 0; i < 8; i++) {
      check(stored, random, new EventScenario(900 + i, Arrival.SORTED, 40_000));
    }
  }

  private int check(Stored stored, Random random, EventScenario scenario) {
    SequenceQuery any = SequenceScanTest.query(stored, random, scenario);
    SequenceQuery query = new SequenceQuery(any.steps(), any.withinMillis(), null, any.keys());
    boolean firstEntryOnly = random.nextBoolean();
    long[] candidates = scenario.candidates();
    Map<Integer, List<Long>> found = new TreeMap<>();
    scratch.attributesFrom(EventScenario.attributesOf(candidates));

    FunnelScan.forEachRow(
        stored.views(),
        query,
        firstEntryOnly,
        candidates,
        scratch,
        (row, shortest) -> {
          assertThat(found.keySet()).allMatch(earlier -> earlier < row);
          found.put(row, list(shortest));
        });

    assertThat(found)
        .as("%s, first entry only: %s", query, firstEntryOnly)
        .isEqualTo(expected(stored, query, firstEntryOnly, candidates));
    return found.size();
  }

  private static Map<Integer, List<Long>> expected(
      Stored stored, SequenceQuery query, boolean firstEntryOnly, long[] candidates) {
    Map<Integer, long[]> best = new TreeMap<>();
    SequenceScanTest.marked(stored, query, candidates)
        .forEach(
            (key, events) -> {
              long entryMax = firstEntryOnly ? firstEntry(events) : Long.MAX_VALUE;
              long[] shortest = SequenceModel.shortest(query, events, entryMax);
              long[] of = best.computeIfAbsent((Integer) key.get(0), row -> shortest);
              for (int step = 0; step < of.length; step++) {
                of[step] = Math.min(of[step], shortest[step]);
              }
            });
    Map<Integer, List<Long>> expected = new TreeMap<>();
    best.forEach(
        (row, shortest) -> {
          if (shortest[0] != FunnelScan.UNREACHED) {
            expected.put(row, list(shortest));
          }
        });
    return expected;
  }

  private static long firstEntry(List<Marked> events) {
    return events.stream()
        .filter(event -> (event.marks() & SequenceQuery.stepMark(0)) != 0)
        .mapToLong(Marked::time)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private static List<Long> list(long[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
