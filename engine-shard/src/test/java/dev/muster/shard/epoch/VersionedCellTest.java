// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class VersionedCellTest {

  private final VersionedCell<String> cell = new VersionedCell<>("initial");

  @Test
  void write_isSeenFromItsEpochOn() {
    cell.write(3, "three", 0);
    cell.write(7, "seven", 0);

    assertThat(cell.read(0)).isEqualTo("initial");
    assertThat(cell.read(2)).isEqualTo("initial");
    assertThat(cell.read(3)).isEqualTo("three");
    assertThat(cell.read(6)).isEqualTo("three");
    assertThat(cell.read(100)).isEqualTo("seven");
    assertThat(cell.newest()).isEqualTo("seven");
    assertThat(cell.newestEpoch()).isEqualTo(7);
  }

  @Test
  void secondWriteOfAnEpoch_replacesTheFirst() {
    cell.write(3, "first", 0);
    cell.write(3, "second", 0);

    assertThat(cell.read(3)).isEqualTo("second");
    assertThat(cell.read(2)).isEqualTo("initial");
  }

  @Test
  void replacement_isSeenFromTheNewestEpochOnOnly() {
    cell.write(3, "three", 0);
    cell.write(7, "seven", 0);

    cell.replaceNewest("the same");

    assertThat(cell.read(6)).isEqualTo("three");
    assertThat(cell.read(7)).isEqualTo("the same");
    assertThat(cell.newestEpoch()).isEqualTo(7);
    cell.trim(new Horizon(7, 7));
    assertThat(cell.read(7)).isEqualTo("the same");
  }

  @Test
  void trim_keepsWhatTheOldestReaderSees() {
    cell.write(3, "three", 0);
    cell.write(5, "five", 0);

    cell.trim(new Horizon(4, 4));

    assertThat(cell.read(4)).isEqualTo("three");
    assertThat(cell.read(5)).isEqualTo("five");
    // A reader this old has been revoked; it gets something, and must not use it.
    assertThat(cell.read(2)).isEqualTo("three");
  }

  @Test
  void trim_forgetsWhatLiesBetweenALongReaderAndTheNewest() {
    for (int epoch = 1; epoch <= 1_000; epoch++) {
      cell.trim(new Horizon(2, 2));
      cell.write(epoch, "v" + epoch, 2);
    }

    cell.trim(new Horizon(2, 2));

    assertThat(cell.read(2)).isEqualTo("v2");
    assertThat(cell.read(1_000)).isEqualTo("v1000");
    // Nobody is at this epoch, so the version between is gone.
    assertThat(cell.read(500)).isEqualTo("v2");
  }

  /** Every epoch that is held, the published and the open one read what a plain list holds. */
  @SeededTest
  void reads_agreeWithAPlainList(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    VersionedCell<Integer> versioned = new VersionedCell<>(-1);
    List<Integer> byEpoch = new ArrayList<>(List.of(-1));
    TreeSet<Integer> held = new TreeSet<>();
    for (int epoch = 1; epoch < 300; epoch++) {
      int published = epoch - 1;
      held.removeIf(pin -> choice.chance(10));
      int oldest = held.isEmpty() ? published : held.first();
      if (choice.chance(70)) {
        versioned.trim(new Horizon(oldest, held.isEmpty() ? -1 : held.last()));
      }
      byEpoch.add(byEpoch.get(published));
      for (int writes = choice.below(3); writes > 0; writes--) {
        int value = choice.below(1_000);
        versioned.write(epoch, value, oldest);
        byEpoch.set(epoch, value);
      }
      held.forEach(pin -> assertThat(versioned.read(pin)).isEqualTo(byEpoch.get(pin)));
      assertThat(versioned.read(published)).isEqualTo(byEpoch.get(published));
      assertThat(versioned.read(epoch)).isEqualTo(byEpoch.get(epoch));
      if (choice.chance(20)) {
        held.add(published);
      }
    }
  }
}
