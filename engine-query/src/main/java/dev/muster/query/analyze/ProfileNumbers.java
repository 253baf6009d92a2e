// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.query.execute.ChunkRows;
import dev.muster.query.plan.MeasuredEvents;
import dev.muster.shard.event.MeasureScan;
import dev.muster.shard.event.MeasuredValue;
import dev.muster.shard.scan.RowMask;
import dev.muster.shard.scan.WideLong;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** The number that each profile of a chunk has, in 128 bits. One per worker, confined to it. */
interface ProfileNumbers {

  /** Takes the number of one row. */
  interface Visitor {
    void number(int row, long high, long low);
  }

  /** Visits the rows of {@code chunk} that have a number, in ascending order. */
  void forEach(ChunkRows chunk, Visitor visitor);

  /** Values of an attribute. */
  final class OfAttribute implements ProfileNumbers {

    private final int attribute;
    private final long[] codes = new long[RowMask.ROWS];

    OfAttribute(int attribute) {
      this.attribute = attribute;
    }

    @Override
    public void forEach(ChunkRows chunk, Visitor visitor) {
      long[] present = chunk.borrowMask();
      chunk.load(attribute, present, codes);
      for (int w = 0; w < RowMask.WORDS; w++) {
        for (long bits = present[w]; bits != 0; bits &= bits - 1) {
          int row = (w << 6) + Long.numberOfTrailingZeros(bits);
          visitor.number(row, codes[row] >> 63, codes[row]);
        }
      }
      chunk.returnMask(present);
    }
  }

  /** What is measured of events, divided and rounded where it is an average. */
  final class OfEvents implements ProfileNumbers {

    private final MeasuredEvents events;

    /** What quotients are multiplied by: the unit of the sum in units of the average. */
    private final long unit;

    /**
     * What is measured of {@code events}.
     *
     * @param furtherDigits digits that exact averages have beyond those of the property
     */
    OfEvents(MeasuredEvents events, int furtherDigits) {
      this.events = events;
      this.unit = BigInteger.TEN.pow(furtherDigits).longValueExact();
    }

    @Override
    public void forEach(ChunkRows chunk, Visitor visitor) {
      MeasureScan.forEachRow(
          chunk.events(events.eventType()),
          events.query(),
          chunk.rows(),
          chunk.scratch(),
          (row, value) -> visit(row, value, visitor));
    }

    private void visit(int row, MeasuredValue value, Visitor visitor) {
      if (!value.isPresent()) {
        return;
      }
      if (unit == 1) {
        visitor.number(row, value.high(), value.low());
        return;
      }
      BigInteger sum = WideLong.toBigInteger(value.high(), value.low());
      BigInteger average =
          new BigDecimal(sum.multiply(BigInteger.valueOf(unit)))
              .divide(BigDecimal.valueOf(value.divisor()), 0, RoundingMode.HALF_EVEN)
              .unscaledValue();
      visitor.number(row, WideLong.high(average), WideLong.low(average));
    }
  }
}
