// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class NearNumbersTest {

  private static final int NONE = NearNumbers.NONE;

  /** Against an array: near and far, above and below, put, replaced and taken away. */
  @SeededTest(count = 40)
  void numbers_areThoseOfAnArray(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    int laneBits = choice.below(6);
    NearNumbers numbers = new NearNumbers(laneBits, 2 + choice.below(11));
    int size = 1 + choice.below(10_000);
    int[] expected = new int[size];
    Arrays.fill(expected, NONE);
    numbers.makeRoom(choice.below(size));
    int room = 0;
    for (int step = 0; step < 30_000; step++) {
      int index = choice.below(size);
      if (index >= room) {
        numbers.makeRoom(index);
        room = Math.max(room, index + 1);
      }
      int number =
          switch (choice.below(10)) {
            case 0 -> NONE;
            case 1 -> choice.below(Integer.MAX_VALUE);
            // No cell of a directory is -1, but any other may be as large as one without sign.
            case 2 -> -2 - choice.below(1_000);
            case 3 -> Integer.MIN_VALUE + choice.below(1_000);
            default -> 1_000_000 + (index + choice.below(300) - 20 << laneBits);
          };
      numbers.set(index, number);
      expected[index] = number;
      assertThat(numbers.get(index)).isEqualTo(number);
    }
    for (int index = 0; index < room; index++) {
      assertThat(numbers.get(index)).isEqualTo(expected[index]);
    }
  }

  /** The last one that a byte holds, and the first that it does not, of each lane. */
  @Test
  void ends_ofWhatAByteHolds() {
    for (int laneBits = 0; laneBits <= 5; laneBits++) {
      NearNumbers numbers = new NearNumbers(laneBits, 12);
      numbers.makeRoom(4_095);
      for (int above = 0; above < 300; above++) {
        for (int lane = 0; lane < 1 << laneBits; lane++) {
          numbers.set(lane, 7 << laneBits | lane);
          int number = 7 + above << laneBits | lane;
          numbers.set(2_000, number);
          assertThat(numbers.get(2_000)).isEqualTo(number);
          assertThat(numbers.get(lane)).isEqualTo(7 << laneBits | lane);
        }
      }
    }
  }

  /** What the sequencer and the writers of eight shards put. */
  @Test
  void numbersInOrder_takeLittleMoreThanAByte() {
    int size = 1 << 18;
    SplittableRandom random = new SplittableRandom(7);
    int[] next = new int[8];
    NearNumbers cells = new NearNumbers(3, 7);
    NearNumbers[] entries = new NearNumbers[8];
    Arrays.setAll(entries, shard -> new NearNumbers(0, 4));
    for (int entry = 0; entry < size; entry++) {
      int shard = random.nextInt(8);
      cells.makeRoom(entry);
      cells.set(entry, next[shard] << 3 | shard);
      entries[shard].makeRoom(next[shard]);
      entries[shard].set(next[shard]++, entry);
    }
    assertThat(cells.sizeBytes()).isBetween(size * 5L / 4, size * 4L / 3);
    long ofRows = Arrays.stream(entries).mapToLong(NearNumbers::sizeBytes).sum();
    assertThat(ofRows).isBetween(size * 5L / 4, size * 3L / 2);
  }

  /** Each index gets numbers of its own, near and far by turns, while another thread reads. */
  @Test
  void reader_seesOnlyWhatWasPutThere() throws InterruptedException {
    int size = 600;
    NearNumbers numbers = new NearNumbers(1, 5);
    numbers.makeRoom(0);
    AtomicBoolean done = new AtomicBoolean();
    AtomicReference<String> wrong = new AtomicReference<>();
    Thread reader =
        new Thread(
            () -> {
              for (int i = 0; !done.get(); i = (i + 1) % size) {
                int number = numbers.get(i);
                if (number != NONE && number % 1_000 != i) {
                  wrong.set(number + " at " + i);
                }
              }
            });
    reader.start();
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 3_000_000; i++) {
      int index = random.nextInt(size);
      int number =
          switch (random.nextInt(4)) {
            case 0 -> NONE;
            case 1 -> random.nextInt(2_000_000) * 1_000 + index;
            default -> index;
          };
      numbers.set(index, number);
    }
    done.set(true);
    reader.join();
    assertThat(wrong.get()).isNull();
  }
}
