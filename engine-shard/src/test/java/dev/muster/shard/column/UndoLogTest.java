// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndoLogTest {

  private record Entry(long epoch, int row, boolean present, long value) {}

  private final UndoLog log = new UndoLog();

  /** A reader that stays for long must not cost a block for each epoch. */
  @Test
  void epochsOfOneWrite_shareBlocks() {
    for (int epoch = 1; epoch <= 100_000; epoch++) {
      log.append(epoch, 7, true, epoch);
    }

    assertThat(log.sizeBytes()).isLessThan(100_000 * 25L);
    assertThat(after(99_998)).extracting(Entry::value).containsExactly(100_000L, 99_999L);
  }

  @Test
  void trim_forgetsEverythingOnceNobodyIsEarlier() {
    for (int epoch = 1; epoch <= 100; epoch++) {
      log.append(epoch, epoch, false, 0);
    }

    log.trim(100);

    assertThat(log.sizeBytes()).isZero();
    assertThat(log.isEmptyAfter(0)).isTrue();
  }

  /** What is shown after an epoch is what a plain list holds after it, newest first. */
  @SeededTest
  void entries_agreeWithAPlainList(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    List<Entry> plain = new ArrayList<>();
    long min = 0;
    for (long epoch = 1; epoch <= 200; epoch++) {
      for (int writes = choice.of(List.of(0, 1, 1, 3, 100)); writes > 0; writes--) {
        Entry entry =
            new Entry(epoch, choice.below(65_536), choice.chance(50), choice.below(1_000));
        log.append(epoch, entry.row(), entry.present(), entry.value());
        plain.add(0, entry);
      }
      if (choice.chance(20)) {
        min = choice.between(min, epoch);
        log.trim(min);
      }
      long reader = choice.between(min, epoch);
      List<Entry> expected = plain.stream().filter(entry -> entry.epoch() > reader).toList();

      assertThat(after(reader))
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("epoch")
          .isEqualTo(expected);
      assertThat(log.isEmptyAfter(reader)).isEqualTo(expected.isEmpty());
    }
  }

  private List<Entry> after(long epoch) {
    List<Entry> entries = new ArrayList<>();
    log.forEachAfter(
        epoch, (row, present, value) -> entries.add(new Entry(0, row, present, value)));
    return entries;
  }
}
