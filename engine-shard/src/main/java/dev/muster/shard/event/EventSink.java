// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

/** Takes the selected events of a query, some at a time. */
interface EventSink {

  /**
   * Takes {@code count} events: rows from {@code from} on, values and times from 0 on.
   *
   * @param rows must not be written to
   * @param values codes of the measured property; mean nothing if the measure has none
   * @param times mean nothing unless the feed was asked for them
   */
  void accept(char[] rows, int from, int count, long[] values, long[] times);

  /**
   * Takes the first {@code count} events, all of a run, with their values as they are packed; or
   * returns false and takes none of them. For sinks that look at no times.
   */
  default boolean acceptPacked(char[] rows, int count, PackedLongs values) {
    return false;
  }
}
