// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.scan;

import dev.muster.value.GeoPoint;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A test of one present value in its encoded form, with literals resolved. Missing values never get
 * here. Immutable.
 */
public sealed interface LongTest {

  /**
   * Whether {@code value} passes; anything if it stands for no value, which can be seen of a cell
   * that is being written.
   */
  boolean test(long value);

  /** Clears the bits of {@code mask} whose value fails; bit i stands for {@code values[i]}. */
  default void retain(long[] values, long[] mask, int count) {
    for (int base = 0; base < count; base += 64) {
      long word = mask[base >>> 6];
      long kept = 0;
      while (word != 0) {
        int bit = Long.numberOfTrailingZeros(word);
        kept |= test(values[base + bit]) ? 1L << bit : 0L;
        word &= word - 1;
      }
      mask[base >>> 6] = kept;
    }
  }

  /**
   * This test in the form that is best for many values: literals of sets as the codes of all sets
   * that pass.
   */
  default LongTest forMany() {
    return this;
  }

  /** {@code low <= value <= high}; nothing if the bounds cross. */
  record Range(long low, long high) implements LongTest {

    // Here and not on the interface: that would need this class while it is being initialised.
    /** Passes every value. */
    public static final LongTest ALWAYS = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

    /** Passes no value. */
    public static final LongTest NEVER = new Range(1, 0);

    @Override
    public boolean test(long value) {
      return low <= value && value <= high;
    }

    @Override
    public void retain(long[] values, long[] mask, int count) {
      if (low > high) {
        Arrays.fill(mask, 0, (count + 63) >>> 6, 0);
        return;
      }
      long width = high - low;
      for (int base = 0; base < count; base += 64) {
        if (mask[base >>> 6] != 0) {
          long kept = 0;
          int end = Math.min(64, count - base);
          for (int i = 0; i < end; i++) {
            kept |= RowMask.bitIfWithin(values[base + i] - low, width) << i;
          }
          mask[base >>> 6] &= kept;
        }
      }
    }
  }

  /** A set of dictionary codes, as bits. Codes from {@code bits.length * 64} on are not in it. */
  record Codes(long[] bits) implements LongTest {
    @Override
    public boolean test(long value) {
      int word = (int) (value >>> 6);
      return word < bits.length && (bits[word] >>> value & 1L) != 0;
    }
  }

  /** A set of values. */
  record Values(LongSet values) implements LongTest {
    /** A set of these values. */
    public static LongTest of(long... values) {
      return values.length == 1
          ? new Range(values[0], values[0])
          : new Values(new LongOpenHashSet(values));
    }

    @Override
    public boolean test(long value) {
      return values.contains(value);
    }
  }

  /** Passes what {@code operand} does not. */
  record Negation(LongTest operand) implements LongTest {
    @Override
    public boolean test(long value) {
      return !operand.test(value);
    }

    @Override
    public LongTest forMany() {
      LongTest codes = operand.forMany();
      return codes == operand ? this : new Negation(codes);
    }

    @Override
    public void retain(long[] values, long[] mask, int count) {
      int words = (count + 63) >>> 6;
      long[] failed = new long[words];
      System.arraycopy(mask, 0, failed, 0, words);
      operand.retain(values, failed, count);
      for (int i = 0; i < words; i++) {
        mask[i] &= ~failed[i];
      }
    }
  }

  /** An encoded point within {@code metres} of the centre, edge included. */
  record WithinRadius(GeoPoint centre, double metres) implements LongTest {
    @Override
    public boolean test(long value) {
      return ValueCode.isPoint(value) && centre.metresTo(ValueCode.point(value)) <= metres;
    }
  }

  /**
   * An encoded date or timestamp whose month and day are among some.
   *
   * @param epochDay from a code to its epoch day; safe for all threads
   */
  record OnMonthDays(MonthDays days, LongUnaryOperator epochDay) implements LongTest {
    @Override
    public boolean test(long value) {
      return days.contains(epochDay.applyAsLong(value));
    }
  }

  /**
   * An encoded point in a box, edges included, in steps of the grid. Longitudes are compared round
   * the earth: by how far east of the western edge they lie.
   *
   * @param south least latitude
   * @param north greatest latitude
   * @param west where the box begins
   * @param width how far it goes east from there, in [0, a whole turn]
   */
  record WithinBox(int south, int north, int west, long width) implements LongTest {

    private static final long TURN = 360L * GeoPoint.STEPS_PER_DEGREE;

    /** The box between two corners; the first may lie east of the second. */
    public static LongTest of(GeoPoint southWest, GeoPoint northEast) {
      int west = southWest.longitudeSteps();
      long width = (long) northEast.longitudeSteps() - west;
      return new WithinBox(
          southWest.latitudeSteps(),
          northEast.latitudeSteps(),
          west,
          width < 0 ? width + TURN : width);
    }

    @Override
    public boolean test(long value) {
      long latitude = value >> 32;
      return south <= latitude
          && latitude <= north
          && Math.floorMod((long) (int) value - west, TURN) <= width;
    }
  }

  /**
   * The code of a set with some members. Where rows are listed by member, nothing is to be known of
   * the sets; else one set is looked into, or all of them once for many rows.
   */
  final class Members implements LongTest {

    /** Knows the sets. Safe for all threads. */
    public interface Sets {
      /** Whether the set of {@code code} has all of {@code members}, or any. */
      boolean has(int code, int[] members, boolean all);

      /** The sets that have. */
      LongTest having(int[] members, boolean all);
    }

    private final int[] members;
    private final boolean all;
    private final Sets sets;

    /** Found when it is first asked for; whoever comes at the same time finds the same. */
    private volatile @Nullable LongTest codes;

    /**
     * The sets that have all of {@code members}, or any.
     *
     * @param members at least one code of a member; taken over
     */
    public Members(int[] members, boolean all, Sets sets) {
      this.members = members;
      this.all = all;
      this.sets = sets;
    }

    /** The codes of the members. Never to be written to. */
    public int[] members() {
      return members;
    }

    /** Whether all of the members are asked for, rather than any. */
    public boolean all() {
      return all;
    }

    @Override
    public boolean test(long value) {
      return sets.has((int) value, members, all);
    }

    @Override
    public LongTest forMany() {
      LongTest found = codes;
      if (found == null) {
        found = sets.having(members, all);
        codes = found;
      }
      return found;
    }

    @Override
    public String toString() {
      return (all ? "all of " : "any of ") + Arrays.toString(members);
    }
  }
}
