// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.ComparisonOperator;
import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which events count, with properties and literals resolved. Closed and immutable.
 *
 * <p>Two-valued: a test of a property that the event lacks is false, so its {@link Not} is true.
 */
public sealed interface EventFilterNode {

  /** Keeps every event. */
  EventFilterNode ALL = new And(List.of());

  /**
   * Clears the bits of {@code mask} whose event fails; bit i stands for event {@code from + i} of
   * {@code block}.
   */
  void retain(EventBlock block, int from, int count, long[] mask, EventScratch scratch);

  /** Comparisons with attributes in it, each of which reads one of every candidate. */
  int attributesRead();

  private static int attributesRead(List<EventFilterNode> operands) {
    int read = 0;
    for (int i = 0; i < operands.size(); i++) {
      read += operands.get(i).attributesRead();
    }
    return read;
  }

  /** False only if it is plain, without reading values, that no event of {@code block} passes. */
  boolean mayPass(EventBlock block);

  /** Every operand passes; true without operands. */
  record And(List<EventFilterNode> operands) implements EventFilterNode {
    public And {
      operands = List.copyOf(operands);
    }

    @Override
    public void retain(EventBlock block, int from, int count, long[] mask, EventScratch scratch) {
      for (int i = 0; i < operands.size() && !BatchMask.isEmpty(mask); i++) {
        operands.get(i).retain(block, from, count, mask, scratch);
      }
    }

    @Override
    public int attributesRead() {
      return EventFilterNode.attributesRead(operands);
    }

    @Override
    public boolean mayPass(EventBlock block) {
      for (int i = 0; i < operands.size(); i++) {
        if (!operands.get(i).mayPass(block)) {
          return false;
        }
      }
      return true;
    }
  }

  /** Some operand passes; false without operands. */
  record Or(List<EventFilterNode> operands) implements EventFilterNode {
    public Or {
      operands = List.copyOf(operands);
    }

    @Override
    public void retain(EventBlock block, int from, int count, long[] mask, EventScratch scratch) {
      long[] undecided = scratch.borrowMask(mask);
      long[] tested = scratch.borrowMask(mask);
      BatchMask.fill(mask, 0);
      for (int i = 0; i < operands.size() && !BatchMask.isEmpty(undecided); i++) {
        System.arraycopy(undecided, 0, tested, 0, BatchMask.WORDS);
        operands.get(i).retain(block, from, count, tested, scratch);
        for (int w = 0; w < BatchMask.WORDS; w++) {
          mask[w] |= tested[w];
          undecided[w] &= ~tested[w];
        }
      }
      scratch.giveBackMasks(2);
    }

    @Override
    public int attributesRead() {
      return EventFilterNode.attributesRead(operands);
    }

    @Override
    public boolean mayPass(EventBlock block) {
      for (int i = 0; i < operands.size(); i++) {
        if (operands.get(i).mayPass(block)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The operand does not pass. */
  record Not(EventFilterNode operand) implements EventFilterNode {
    @Override
    public void retain(EventBlock block, int from, int count, long[] mask, EventScratch scratch) {
      long[] passing = scratch.borrowMask(mask);
      operand.retain(block, from, count, passing, scratch);
      for (int w = 0; w < BatchMask.WORDS; w++) {
        mask[w] &= ~passing[w];
      }
      scratch.giveBackMasks(1);
    }

    @Override
    public int attributesRead() {
      return operand.attributesRead();
    }

    @Override
    public boolean mayPass(EventBlock block) {
      // The operand tells when nothing passes, not when everything does.
      return true;
    }
  }

  /** The event has the property, and its code passes. */
  record PropertyTest(int property, LongTest test) implements EventFilterNode {
    @Override
    public void retain(EventBlock block, int from, int count, long[] mask, EventScratch scratch) {
      if (!block.hasProperty(property)) {
        BatchMask.fill(mask, 0);
        return;
      }
      // Values first: few events are left to ask for, and those that lack it have some value too.
      if (BatchMask.isSparse(mask, count)) {
        probe(block, from, count, mask);
      } else if (block instanceof EventRun run && test instanceof LongTest.Range range) {
        run.retainRange(property, range, from, count, mask, scratch.filterValues);
      } else {
        block.loadValues(property, from, count, scratch.filterValues);
        test.retain(scratch.filterValues, mask, count);
      }
      block.retainPresent(property, from, count, mask);
    }

    /** Takes only the values of the few events left out of their packing. */
    private void probe(EventBlock block, int from, int count, long[] mask) {
      if (block instanceof EventRun run && test instanceof LongTest.Range range) {
        run.probeRange(property, range, from, count, mask);
        return;
      }
      for (int base = 0; base < count; base += 64) {
        long kept = 0;
        for (long bits = mask[base >>> 6]; bits != 0; bits &= bits - 1) {
          int bit = Long.numberOfTrailingZeros(bits);
          kept |= test.test(block.value(property, from + base + bit)) ? 1L << bit : 0L;
        }
        mask[base >>> 6] = kept;
      }
    }

    @Override
    public int attributesRead() {
      return 0;
    }

    @Override
    public boolean mayPass(EventBlock block) {
      if (!block.hasProperty(property) || test.equals(LongTest.Range.NEVER)) {
        return false;
      }
      // Only a run knows its bounds without reading.
      return !(block instanceof EventRun run && test instanceof LongTest.Range range)
          || (range.low() <= run.maxValue(property) && range.high() >= run.minValue(property));
    }
  }

  /** The event has the property. */
  record PropertyExists(int property) implements EventFilterNode {
    @Override
    public void retain(EventBlock block, int from, int count, long[] mask, EventScratch scratch) {
      block.retainPresent(property, from, count, mask);
    }

    @Override
    public int attributesRead() {
      return 0;
    }

    @Override
    public boolean mayPass(EventBlock block) {
      return block.hasProperty(property);
    }
  }

  /** The event lacks the property. */
  record PropertyMissing(int property) implements EventFilterNode {
    @Override
    public void retain(EventBlock block, int from, int count, long[] mask, EventScratch scratch) {
      long[] present = scratch.borrowMask(mask);
      block.retainPresent(property, from, count, present);
      for (int w = 0; w < BatchMask.WORDS; w++) {
        mask[w] &= ~present[w];
      }
      scratch.giveBackMasks(1);
    }

    @Override
    public int attributesRead() {
      return 0;
    }

    @Override
    public boolean mayPass(EventBlock block) {
      return !(block instanceof EventRun run && run.isComplete(property));
    }
  }

  /**
   * By local clocks, the event happened {@code fromMillis} after midnight or later, and less than
   * {@code lengthMillis} after that; past the next midnight, if need be.
   */
  record TimeOfDay(ZoneOffsets offsets, long fromMillis, long lengthMillis)
      implements EventFilterNode {

    @Override
    public void retain(EventBlock block, int from, int count, long[] mask, EventScratch scratch) {
      long[] local = scratch.filterValues;
      offsets.toLocal(scratch.times(block, from, count), count, local);
      for (int base = 0; base < count; base += 64) {
        if (mask[base >>> 6] != 0) {
          long kept = 0;
          for (int i = 0, end = Math.min(64, count - base); i < end; i++) {
            long since = Math.floorMod(local[base + i] - fromMillis, LocalDays.DAY_MILLIS);
            kept |= RowMask.bitIfWithin(since, lengthMillis - 1) << i;
          }
          mask[base >>> 6] &= kept;
        }
      }
    }

    @Override
    public int attributesRead() {
      return 0;
    }

    @Override
    public boolean mayPass(EventBlock block) {
      if (!offsets.isConstant(block.minTime(), block.maxTime())) {
        return true;
      }
      long first = block.minTime() + offsets.offset(block.minTime()) - fromMillis;
      long since = Math.floorMod(first, LocalDays.DAY_MILLIS);
      return since < lengthMillis
          || since + block.maxTime() - block.minTime() >= LocalDays.DAY_MILLIS;
    }
  }

  /**
   * By a local calendar, the event happened on one of the days whose bits are set: Monday is bit 0.
   */
  record DayOfWeek(ZoneOffsets offsets, int days) implements EventFilterNode {

    private static final int WEEK = 7;

    /** 1970-01-01 was a Thursday. */
    private static final int EPOCH_DAY_OF_WEEK = 3;

    @Override
    public void retain(EventBlock block, int from, int count, long[] mask, EventScratch scratch) {
      long[] local = scratch.filterValues;
      offsets.toLocal(scratch.times(block, from, count), count, local);
      for (int base = 0; base < count; base += 64) {
        if (mask[base >>> 6] != 0) {
          long kept = 0;
          for (int i = 0, end = Math.min(64, count - base); i < end; i++) {
            kept |= (bit(day(local[base + i])) & 1L) << i;
          }
          mask[base >>> 6] &= kept;
        }
      }
    }

    private static long day(long local) {
      return Math.floorDiv(local, LocalDays.DAY_MILLIS);
    }

    private int bit(long day) {
      return days >>> (int) Math.floorMod(day + EPOCH_DAY_OF_WEEK, (long) WEEK);
    }

    @Override
    public int attributesRead() {
      return 0;
    }

    @Override
    public boolean mayPass(EventBlock block) {
      if (!offsets.isConstant(block.minTime(), block.maxTime())) {
        return true;
      }
      long offset = offsets.offset(block.minTime());
      long first = day(block.minTime() + offset);
      long last = Math.min(day(block.maxTime() + offset), first + WEEK - 1);
      boolean may = false;
      for (long day = first; day <= last; day++) {
        may |= (bit(day) & 1) != 0;
      }
      return may;
    }
  }

  /**
   * Event and profile have both, and the property stands in that relation to the attribute.
   *
   * @param translation from codes of the attribute to those of the property, -1 for a value that no
   *     event has; null if both have the same codes
   */
  record AttributeComparison(
      int property,
      int attribute,
      @Nullable IntUnaryOperator translation,
      ComparisonOperator operator)
      implements EventFilterNode {

    @Override
    public void retain(EventBlock block, int from, int count, long[] mask, EventScratch scratch) {
      block.retainPresent(property, from, count, mask);
      if (BatchMask.isEmpty(mask)) {
        return;
      }
      AttributeValues held = scratch.attribute(attribute, translation);
      // Rows that are no candidates have no value here, whatever their profiles hold.
      BatchMask.retainRows(mask, block.rows(), from, count, held.present());
      if (BatchMask.isEmpty(mask)) {
        return;
      }
      long[] values = scratch.filterValues;
      block.loadValues(property, from, count, values);
      int accepted = acceptedOrders();
      for (int base = 0; base < count; base += 64) {
        long kept = 0;
        for (long bits = mask[base >>> 6]; bits != 0; bits &= bits - 1) {
          int bit = Long.numberOfTrailingZeros(bits);
          int order = Long.compare(values[base + bit], held.code(block.row(from + base + bit)));
          kept |= (accepted >>> order + 1 & 1L) << bit;
        }
        mask[base >>> 6] = kept;
      }
    }

    /** Bit 0: less passes; bit 1: equal passes; bit 2: more passes. */
    private int acceptedOrders() {
      return switch (operator) {
        case EQUAL -> 0b010;
        case NOT_EQUAL -> 0b101;
        case LESS -> 0b001;
        case AT_MOST -> 0b011;
        case MORE -> 0b100;
        case AT_LEAST -> 0b110;
      };
    }

    @Override
    public int attributesRead() {
      return 1;
    }

    @Override
    public boolean mayPass(EventBlock block) {
      return block.hasProperty(property);
    }
  }
}
