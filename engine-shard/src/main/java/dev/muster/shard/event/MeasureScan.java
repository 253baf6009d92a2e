// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.RowMask;
import org.jspecify.annotations.Nullable;

/**
 * Measures the rows of a chunk and tells the values, where {@link EventScan} tests them. Costs the
 * same for the events, and some nanoseconds for each row.
 */
public final class MeasureScan {

  /** Takes what was measured, one call a row. */
  public interface Visitor {
    /**
     * Takes the value of one row.
     *
     * @param value valid during the call
     */
    void row(int row, MeasuredValue value);
  }

  private MeasureScan() {}

  /**
   * Visits every row of {@code rows}, in ascending order, those without events included: they are
   * measured as 0 or have no value.
   *
   * @param query what is measured; made with a test that every value passes
   * @param rows a row mask; not changed
   * @param scratch not to be used by {@code visitor}
   */
  public static void forEachRow(
      EventView view, EventQuery query, long[] rows, EventScratch scratch, Visitor visitor) {
    scratch.begin();
    EventScan scan = new EventScan(view, query, rows, scratch);
    @Nullable RowMeasure measure = scan.blocks().isEmpty() ? null : scan.measure();
    boolean zero = query.measure().isZeroWithoutValue();
    MeasuredValue value = new MeasuredValue();
    for (int w = 0; w < RowMask.WORDS; w++) {
      for (long bits = rows[w]; bits != 0; bits &= bits - 1) {
        int row = (w << 6) + Long.numberOfTrailingZeros(bits);
        if (measure != null && RowMask.contains(scratch.touched, row)) {
          measure.value(row, value);
        } else if (zero) {
          // The code of 0.0 is 0, too.
          value.setCode(0);
        } else {
          value.setMissing();
        }
        visitor.row(row, value);
      }
    }
  }
}
