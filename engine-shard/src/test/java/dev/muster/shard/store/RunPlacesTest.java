// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.shard.event.EventRun;
import dev.muster.shard.event.EventSeries;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunPlacesTest {

  private long files;

  /** A run of so many events. */
  private static EventRun run(int events) {
    EventSeries series = new EventSeries(events);
    for (int i = 0; i < events; i++) {
      series.append(1, 0, i & 0xFFFF, 1_000, 0, new long[0], 0);
    }
    return series.view(1).runs().get(0);
  }

  /** Has all of {@code runs} without a place written to a new file. */
  private RunFile write(RunPlaces places, List<EventRun> runs) {
    List<EventRun> missing = runs.stream().filter(run -> places.find(run) == null).toList();
    long bytes = missing.stream().mapToLong(EventRun::sizeBytes).sum();
    RunFile file = new RunFile(++files, new UUID(0, files), bytes);
    long offset = 0;
    for (EventRun run : missing) {
      places.put(run, new RunPlace(file, offset, run.sizeBytes()));
      offset += run.sizeBytes();
    }
    return file;
  }

  @Test
  void runs_stayWhereTheyAre() {
    List<EventRun> runs = List.of(run(1_000), run(1_000));
    RunPlaces places = new RunPlaces();
    RunFile file = write(places, runs);

    RunPlaces kept = places.kept(runs, false);

    assertThat(kept.files()).containsExactly(file);
    assertThat(runs).allMatch(run -> places.find(run).equals(kept.find(run)));
  }

  @Test
  void rewriteAll_keepsNone() {
    List<EventRun> runs = List.of(run(10));
    RunPlaces places = new RunPlaces();
    write(places, runs);

    assertThat(places.kept(runs, true).files()).isEmpty();
  }

  @Test
  void fileOfGarbage_isGivenUp_onceItIsMoreThanHalf() {
    List<EventRun> runs = List.of(run(1_000), run(1_000), run(1_000), run(1_000));
    RunPlaces places = new RunPlaces();
    RunFile file = write(places, runs);

    assertThat(places.kept(runs.subList(0, 2), false).files()).containsExactly(file);
    assertThat(places.kept(runs.subList(0, 1), false).files()).isEmpty();
  }

  @Test
  void smallFiles_areWrittenAgainWithWhatIsNew() {
    RunPlaces places = new RunPlaces();
    List<EventRun> runs = new ArrayList<>(List.of(run(10_000)));
    final RunFile large = write(places, runs);
    runs.add(run(100));
    write(places, runs);
    runs.add(run(100));

    RunPlaces kept = places.kept(runs, false);

    assertThat(kept.files()).containsExactly(large);
    assertThat(kept.find(runs.get(0))).isNotNull();
    assertThat(kept.find(runs.get(1))).isNull();
  }

  /** What one small file adds to what is written may make the next one small. */
  @Test
  void folding_goesOnWhileItGrows() {
    RunPlaces places = new RunPlaces();
    List<EventRun> runs = new ArrayList<>();
    for (int events : new int[] {3_000, 1_100, 400}) {
      runs.add(run(events));
      write(places, runs);
    }
    runs.add(run(250));

    assertThat(places.kept(runs, false).files()).isEmpty();
  }

  /** An engine that grows, whose runs merge and are purged, through many snapshots. */
  @SeededTest(count = 20)
  void manySnapshots_leaveFewFilesAndWriteLittleAgain(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    RunPlaces places = new RunPlaces();
    List<EventRun> live = new ArrayList<>();
    Map<EventRun, Integer> written = new IdentityHashMap<>();
    long newBytes = 0;
    long allBytes = 0;
    for (int snapshot = 0; snapshot < 200; snapshot++) {
      for (int i = choice.between(1, 4); i > 0; i--) {
        live.add(run(choice.of(List.of(20, 200, 1_000))));
      }
      if (choice.chance(20)) {
        EventRun first = live.remove(choice.below(live.size()));
        EventRun merged = run((int) Math.max(1, first.eventCount() * 9L / 10));
        live.add(merged);
      }
      RunPlaces next = places.kept(live, false);
      for (EventRun run : live) {
        if (next.find(run) == null) {
          newBytes += places.find(run) == null ? run.sizeBytes() : 0;
          allBytes += run.sizeBytes();
          written.merge(run, 1, Integer::sum);
        }
      }
      write(next, live);
      places = next;

      long used = live.stream().mapToLong(EventRun::sizeBytes).sum();
      long stored = places.files().stream().mapToLong(RunFile::bytes).sum();
      assertThat(places.files()).hasSizeLessThan(12);
      assertThat(stored).isLessThanOrEqualTo(2 * used);
    }
    assertThat(written.values()).allMatch(times -> times <= 16);
    assertThat(allBytes).isLessThan(10 * newBytes);
  }
}
