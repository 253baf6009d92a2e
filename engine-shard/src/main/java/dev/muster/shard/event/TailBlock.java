// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

/** The first events of a tail: what is visible of it at one epoch, in order of arrival. */
final class TailBlock implements EventBlock {

  private final EventTail tail;
  private final int size;
  private final long minTime;
  private final long maxTime;

  TailBlock(EventTail tail, int size, long minTime, long maxTime) {
    this.tail = tail;
    this.size = size;
    this.minTime = minTime;
    this.maxTime = maxTime;
  }

  @Override
  public int eventCount() {
    return size;
  }

  @Override
  public long minTime() {
    return minTime;
  }

  @Override
  public long maxTime() {
    return maxTime;
  }

  @Override
  public int row(int index) {
    return tail.rows[index];
  }

  @Override
  public long time(int index) {
    return tail.times[index];
  }

  @Override
  public boolean has(int property, int index) {
    return tail.hasProperty(property) && (tail.presence[index] >>> property & 1L) != 0;
  }

  @Override
  public long value(int property, int index) {
    return tail.hasProperty(property) ? tail.columns[property][index] : 0;
  }

  @Override
  public boolean hasProperty(int property) {
    return tail.hasProperty(property);
  }

  @Override
  public long minValue(int property) {
    long[] values = tail.columns[property];
    long min = values[0];
    for (int i = 1; i < size; i++) {
      min = Math.min(min, values[i]);
    }
    return min;
  }

  @Override
  public long maxValue(int property) {
    long[] values = tail.columns[property];
    long max = values[0];
    for (int i = 1; i < size; i++) {
      max = Math.max(max, values[i]);
    }
    return max;
  }

  @Override
  public double magnitude(int property) {
    long[] values = tail.columns[property];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += Math.abs((double) values[i]);
    }
    return sum;
  }

  @Override
  public char[] rows() {
    return tail.rows;
  }

  @Override
  public void loadTimes(int from, int count, long[] target) {
    System.arraycopy(tail.times, from, target, 0, count);
  }

  @Override
  public void loadValues(int property, int from, int count, long[] target) {
    System.arraycopy(tail.columns[property], from, target, 0, count);
  }

  @Override
  public void retainPresent(int property, int from, int count, long[] mask) {
    if (tail.hasProperty(property)) {
      BatchMask.retainBit(mask, tail.presence, from, count, property);
    } else {
      BatchMask.fill(mask, 0);
    }
  }
}
