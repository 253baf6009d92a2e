// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.shard.scan.ValueCode;

/**
 * The exact sum of doubles, rounded once when it is asked for. What was measured may be infinite or
 * no number, and is then told as the sum of doubles would be.
 */
final class DoubleTotal implements ExactTotal {

  private final ExactDoubleSum finite = new ExactDoubleSum();

  /** The sum of all others: an infinity or not-a-number, or 0 if there is none. */
  private double others;

  @Override
  public void add(long high, long low) {
    double value = ValueCode.toDouble(low);
    if (Double.isFinite(value)) {
      finite.add(value);
    } else {
      others += value;
    }
  }

  @Override
  public Number value() {
    return others == 0 ? finite.value() : others;
  }
}
