// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.shard.block.BlockInput;
import dev.muster.shard.block.BlockOutput;
import dev.muster.shard.block.Damage;
import dev.muster.shard.block.HeapBlocks;
import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.scan.RowMask;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunCodecTest {

  private static final int PROPERTIES = 5;

  /** A run is read as it was: every event, every bound, the days and the rows. */
  @SeededTest(count = 60)
  void run_isReadAsItWas(long seed) throws IOException {
    RandomChoice choice = new RandomChoice(seed);
    EventTail tail = events(choice, choice.of(List.of(1, 2, 64, 65, 128, 1_500, 12_000)));
    for (EventRun run : new RunSealer(300).seal(tail, tail.rows.length)) {
      EventRun read = RunCodec.read(new HeapBlocks.Input(image(run)));

      requireSame(read, run);
    }
  }

  /** The same bytes again: nothing that is written is lost by reading. */
  @SeededTest(count = 20)
  void runThatWasRead_isWrittenAlike(long seed) throws IOException {
    EventRun run = run(new RandomChoice(seed), 200);
    byte[] image = image(run);

    assertThat(image(RunCodec.read(new HeapBlocks.Input(image)))).isEqualTo(image);
  }

  @SeededTest(count = 10)
  void beginningOfARun_isRefused(long seed) throws IOException {
    RandomChoice choice = new RandomChoice(seed);

    Damage.requireWhole(image(run(choice, choice.between(1, 80))), RunCodec::read);
  }

  /** Whatever is accepted can be read in every way that queries read. */
  @SeededTest(count = 30)
  void changedRun_isRefusedOrSound(long seed) throws IOException {
    RandomChoice choice = new RandomChoice(seed);
    byte[] image = image(run(choice, choice.between(1, 80)));

    Damage.requireRefusedOrRead(
        image,
        choice,
        2_000,
        in -> {
          EventRun run = RunCodec.read(in);
          requireSound(run);
          requireSame(RunCodec.read(new HeapBlocks.Input(image(run))), run);
        });
  }

  @Test
  void refusals_nameTheRule() throws IOException {
    long day = EventScenario.DAY;
    requireRefused("events of a run must be in [1", out -> out.writeVarint(0));
    requireRefused(
        "values of 2000000 bytes do not fit",
        out -> {
          out.writeVarint(1_000_000);
          out.writeByte(0);
          out.writeSigned(0);
          out.writeInt(0);
        });
    requireRefused(
        "exponent of a span must be in [0, 62], found 63",
        out -> {
          out.writeVarint(1);
          out.writeByte(63);
        });
    requireRefused(
        "all times of a run must lie in its span", out -> run(out, 0, 0, new char[] {5}, day));
    requireRefused(
        "events of a run must ascend by row and time, index=1",
        out -> run(out, 0, 0, new char[] {5, 4}, 7));
    requireRefused(
        "the greatest of times must fit in 64 bits",
        out -> {
          head(out, 0, 0, new char[] {5, 6});
          out.writeSigned(Long.MAX_VALUE);
          out.writeVarint(1);
        });
    requireRefused(
        "times must not exceed the greatest of them, max=2",
        out -> {
          head(out, 0, 0, new char[] {5, 6});
          out.writeSigned(0);
          out.writeVarint(2);
          out.writeLong(0b1110);
        });
    requireRefused(
        "events of a run must ascend by row and time, index=1",
        out -> {
          head(out, 0, 0, new char[] {5, 5});
          out.writeSigned(0);
          out.writeVarint(1);
          out.writeLong(0b01);
        });
    requireRefused(
        "properties of events must be in [0, 64], found 65",
        out -> {
          run(out, 0, 0, new char[] {5}, 7);
          out.writeVarint(65);
        });
    requireRefused(
        "a column must begin with 0, 1 or 2, found 3",
        out -> {
          run(out, 0, 0, new char[] {5}, 7);
          out.writeVarint(1);
          out.writeByte(3);
        });
    requireRefused("some events must be present and some not, present=2", out -> presence(out, 3));
    requireRefused("some events must be present and some not, present=0", out -> presence(out, 0));
    requireRefused("no event beyond the last may be present", out -> presence(out, 5));
  }

  private static void presence(BlockOutput out, long word) throws IOException {
    run(out, 0, 0, new char[] {5, 6}, 7);
    out.writeVarint(1);
    out.writeByte(2);
    out.writeLong(word);
    out.writeSigned(0);
    out.writeVarint(0);
  }

  /** All at one time. */
  private static void run(BlockOutput out, int exponent, long index, char[] rows, long time)
      throws IOException {
    head(out, exponent, index, rows);
    out.writeSigned(time);
    out.writeVarint(0);
  }

  private static void head(BlockOutput out, int exponent, long index, char[] rows)
      throws IOException {
    out.writeVarint(rows.length);
    out.writeByte(exponent);
    out.writeSigned(index);
    out.writeChars(rows, rows.length);
  }

  private static void requireRefused(String reason, Damage.Writer writer) throws IOException {
    BlockInput in = new HeapBlocks.Input(Damage.image(writer));

    assertThatThrownBy(() -> RunCodec.read(in))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining(reason);
  }

  private static byte[] image(EventRun run) throws IOException {
    return Damage.image(out -> RunCodec.write(run, out));
  }

  /** The run of the first of some random events. */
  private static EventRun run(RandomChoice choice, int count) {
    EventTail tail = events(choice, count);
    return new RunSealer(count).seal(tail, count).get(0);
  }

  /**
   * Events with equal rows and times; properties that all have, some have and none has, with values
   * of every width from none to 64 bits.
   */
  static EventTail events(RandomChoice choice, int count) {
    int rows = choice.of(List.of(1, 10, RowMask.ROWS));
    long base = choice.of(List.of(0L, -1L, 1_700_000_000_000L, -5_000_000_000_000L));
    long spread = choice.of(List.of(0L, 3L, EventScenario.DAY, 400 * EventScenario.DAY));
    int[] widths = new int[PROPERTIES];
    int[] percents = new int[PROPERTIES];
    for (int p = 0; p < PROPERTIES; p++) {
      widths[p] = choice.of(List.of(0, 1, 7, 31, 33, 63, 64));
      percents[p] = choice.of(List.of(0, 1, 50, 100));
    }
    EventTail tail = EventTail.EMPTY;
    long[] codes = new long[PROPERTIES];
    for (int i = 0; i < count; i++) {
      long presence = 0;
      int next = 0;
      for (int p = 0; p < PROPERTIES; p++) {
        if (choice.chance(percents[p])) {
          presence |= 1L << p;
          long bits = choice.chance(20) ? -1L : choice.between(Long.MIN_VALUE, Long.MAX_VALUE - 1);
          codes[next++] = widths[p] == 0 ? -7 : (bits >> 64 - widths[p]) - p;
        }
      }
      if (!tail.accepts(i, presence)) {
        tail = tail.extended(i, presence);
      }
      tail.put(i, choice.below(rows), base + choice.between(0L, spread), presence, codes, 0);
    }
    // Without room for more.
    return EventTail.of(List.of(new TailBlock(tail, count, 0, 0)));
  }

  private static void requireSound(EventRun run) {
    for (int i = 0; i < run.eventCount(); i++) {
      assertThat(run.span().contains(run.time(i))).isTrue();
      assertThat(run.time(i)).isBetween(run.minTime(), run.maxTime());
      if (i > 0) {
        assertThat(run.row(i)).isGreaterThanOrEqualTo(run.row(i - 1));
        assertThat(run.row(i) > run.row(i - 1) || run.time(i) >= run.time(i - 1)).isTrue();
      }
    }
    for (int p = 0; p < Long.SIZE; p++) {
      for (int i = 0; i < run.eventCount() && run.hasProperty(p); i++) {
        assertThat(run.value(p, i)).isBetween(run.minValue(p), run.maxValue(p));
      }
    }
  }

  private static void requireSame(EventRun read, EventRun run) {
    assertThat(read.span()).isEqualTo(run.span());
    assertThat(read.rows()).isEqualTo(run.rows());
    assertThat(read.sizeBytes()).isEqualTo(run.sizeBytes());
    assertThat(read.minTime()).isEqualTo(run.minTime());
    assertThat(read.maxTime()).isEqualTo(run.maxTime());
    int count = run.eventCount();
    for (int i = 0; i < count; i++) {
      assertThat(read.time(i)).isEqualTo(run.time(i));
    }
    for (int p = 0; p < Long.SIZE; p++) {
      assertThat(read.hasProperty(p)).isEqualTo(run.hasProperty(p));
      assertThat(read.isComplete(p)).isEqualTo(run.isComplete(p));
      if (run.hasProperty(p)) {
        assertThat(read.minValue(p)).isEqualTo(run.minValue(p));
        assertThat(read.maxValue(p)).isEqualTo(run.maxValue(p));
        requireSameColumn(read, run, p);
      }
    }
  }

  private static void requireSameColumn(EventRun read, EventRun run, int property) {
    int count = run.eventCount();
    boolean[] present = new boolean[count];
    boolean[] readPresent = new boolean[count];
    long[] codes = new long[count];
    long[] readCodes = new long[count];
    for (int i = 0; i < count; i++) {
      present[i] = run.has(property, i);
      readPresent[i] = read.has(property, i);
      codes[i] = run.value(property, i);
      readCodes[i] = read.value(property, i);
    }
    assertThat(Arrays.equals(readPresent, present)).isTrue();
    assertThat(Arrays.equals(readCodes, codes)).isTrue();
  }
}
