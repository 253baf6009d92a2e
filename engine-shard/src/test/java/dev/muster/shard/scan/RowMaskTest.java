// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowMaskTest {

  /** The same operations on masks and on bit sets. */
  @SeededTest
  void operations_agreeWithBitSets(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    long[] one = RowMask.create();
    long[] other = RowMask.create();
    BitSet oneBits = new BitSet();
    BitSet otherBits = new BitSet();
    for (int i = choice.of(List.of(0, 10, 5_000)); i > 0; i--) {
      int row = choice.of(List.of(0, 63, 64, RowMask.ROWS - 1, choice.below(RowMask.ROWS)));
      boolean present = choice.chance(80);
      RowMask.set(one, row, present);
      oneBits.set(row, present);
      int shared = choice.below(RowMask.ROWS);
      RowMask.add(other, row);
      RowMask.add(other, shared);
      otherBits.set(row);
      otherBits.set(shared);
      RowMask.remove(other, shared / 2);
      otherBits.clear(shared / 2);
    }
    assertSame(one, oneBits);
    assertSame(other, otherBits);

    long[] target = RowMask.create();
    RowMask.copy(one, target);
    RowMask.and(target, other);
    BitSet both = (BitSet) oneBits.clone();
    both.and(otherBits);
    assertSame(target, both);

    RowMask.copy(one, target);
    RowMask.or(target, other);
    BitSet either = (BitSet) oneBits.clone();
    either.or(otherBits);
    assertSame(target, either);

    RowMask.copy(one, target);
    RowMask.andNot(target, other);
    BitSet rest = (BitSet) oneBits.clone();
    rest.andNot(otherBits);
    assertSame(target, rest);

    RowMask.clear(target);
    assertSame(target, new BitSet());
  }

  private static void assertSame(long[] mask, BitSet bits) {
    assertThat(BitSet.valueOf(mask)).isEqualTo(bits);
    assertThat(RowMask.cardinality(mask)).isEqualTo(bits.cardinality());
    assertThat(RowMask.isEmpty(mask)).isEqualTo(bits.isEmpty());
    for (int row = 0; row < RowMask.ROWS; row += 61) {
      assertThat(RowMask.contains(mask, row)).isEqualTo(bits.get(row));
    }
  }

  @Test
  void bitIfWithin_comparesWithoutSign() {
    long[] edges = {0, 1, 2, 63, Long.MAX_VALUE - 1, Long.MAX_VALUE, Long.MIN_VALUE, -2, -1};
    for (long distance : edges) {
      for (long width : edges) {
        assertThat(RowMask.bitIfWithin(distance, width))
            .as("%d %d", distance, width)
            .isEqualTo(Long.compareUnsigned(distance, width) <= 0 ? 1 : 0);
      }
    }
  }
}
