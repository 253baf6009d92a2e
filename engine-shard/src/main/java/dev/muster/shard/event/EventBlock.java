// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

/**
 * Events of one type and chunk that are stored together, as a reader sees them: the visible part of
 * a tail, or a sealed run.
 *
 * <p>Events are addressed by index. Properties are addressed by their number in the event type; a
 * number the block knows nothing of is a property that no event has. Any thread that holds the view
 * the block came from; reading allocates nothing.
 */
public sealed interface EventBlock permits TailBlock, EventRun {

  /** Events evaluated together: their times and values fill 16 KiB, half of a first-level cache. */
  int BATCH_EVENTS = 1_024;

  /** How many events. */
  int eventCount();

  /** Time of the earliest event. */
  long minTime();

  /** Time of the latest event. */
  long maxTime();

  /** Row of event {@code index}, within the chunk. */
  int row(int index);

  /** Time of event {@code index}. */
  long time(int index);

  /** Whether event {@code index} has {@code property}. */
  boolean has(int property, int index);

  /** The code of {@code property} of event {@code index}; means nothing if the event lacks it. */
  long value(int property, int index);

  /** Whether any event may have {@code property}. */
  boolean hasProperty(int property);

  /** No value of {@code property} is less; asks for {@link #hasProperty}. May read all values. */
  long minValue(int property);

  /**
   * No value of {@code property} is greater; asks for {@link #hasProperty}. May read all values.
   */
  long maxValue(int property);

  /**
   * About the sum of the magnitudes of all values of {@code property}, and no less than that of
   * those present; asks for {@link #hasProperty}. May read all values.
   */
  double magnitude(int property);

  /** Rows by event; shared, and possibly longer than the block: never to be written to. */
  char[] rows();

  /** Puts the times of the events {@code from .. from + count} into {@code target}. */
  void loadTimes(int from, int count, long[] target);

  /**
   * Puts the codes of {@code property} of the events {@code from .. from + count} into {@code
   * target}; those of events that lack it mean nothing. Asks for {@link #hasProperty}.
   */
  void loadValues(int property, int from, int count, long[] target);

  /**
   * Clears the bits of {@code mask} whose event lacks {@code property}; bit i stands for event
   * {@code from + i}.
   */
  void retainPresent(int property, int from, int count, long[] mask);
}
