// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

/**
 * What was measured of one row, exactly: {@code (high, low) / divisor}, or nothing.
 *
 * <p>Sums and averages of LONG and DECIMAL are 128 bits in units of the last digit of the property,
 * averages divided by the number of values. Everything else is a code in {@code low}, with its sign
 * in {@code high}: a count, an extreme or an instant, and sums and averages of DOUBLE.
 *
 * <p>Reused from row to row; confined to one thread.
 */
public final class MeasuredValue {

  private boolean present;
  private long high;
  private long low;
  private long divisor;

  MeasuredValue() {}

  /** Whether there is a value; the others mean nothing if not. */
  public boolean isPresent() {
    return present;
  }

  /** The upper 64 bits, with the sign. */
  public long high() {
    return high;
  }

  /** The lower 64 bits, or the code. */
  public long low() {
    return low;
  }

  /** What is to be divided by, positive; 1 for all but averages. */
  public long divisor() {
    return divisor;
  }

  void setMissing() {
    present = false;
  }

  void setCode(long code) {
    setQuotient(code >> 63, code, 1);
  }

  void setQuotient(long newHigh, long newLow, long newDivisor) {
    present = true;
    high = newHigh;
    low = newLow;
    divisor = newDivisor;
  }
}
