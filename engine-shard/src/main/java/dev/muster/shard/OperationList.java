// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard;

import java.util.Arrays;

/**
 * The resolved operations of one epoch for one shard, in order, as a flat array of longs.
 *
 * <p>Each begins with a head: kind in the low 4 bits, attribute or event type in the next 28, row
 * in the high 32. Rows are resolved, values are codes: applying depends on nothing but this list.
 *
 * <pre>
 * CREATE  head, directory entry
 * SET     head, code
 * UNSET   head
 * EVENT   head, epoch millis, presence of properties, one code per present property
 * DELETE  head
 * PURGE   head
 * CHANGE  head, code, column of changes, epoch millis
 * EXPIRE  head, epoch millis
 * </pre>
 *
 * <p>A CHANGE is a SET that also notes the instant, unless the value is already there. An EXPIRE
 * goes on with dropping the shard's events before the instant; its row means nothing.
 *
 * <p>Filled by the sequencer, then read by one shard writer. Reused; not thread-safe.
 */
public final class OperationList {

  static final int CREATE = 0;
  static final int SET = 1;
  static final int UNSET = 2;
  static final int EVENT = 3;
  static final int DELETE = 4;
  static final int PURGE = 5;
  static final int CHANGE = 6;
  static final int EXPIRE = 7;

  private static final int CAPACITY_MIN = 64;

  /** A list that has once held more is not kept: one large batch must not cost memory for ever. */
  private static final int CAPACITY_KEPT_MAX = 1 << 20;

  private long[] words = new long[CAPACITY_MIN];
  private int size;
  private int operations;

  /** A profile begins in {@code row}. */
  public void create(int row, int entry) {
    ensure(2);
    words[size++] = head(CREATE, 0, row);
    words[size++] = entry;
    operations++;
  }

  /** Gives an attribute a value. */
  public void set(int row, int attribute, long code) {
    ensure(2);
    words[size++] = head(SET, attribute, row);
    words[size++] = code;
    operations++;
  }

  /**
   * Gives an attribute a value and notes when, unless it has that value.
   *
   * @param changes the column of the instants
   */
  public void change(int row, int attribute, long code, int changes, long epochMillis) {
    ensure(4);
    words[size++] = head(CHANGE, attribute, row);
    words[size++] = code;
    words[size++] = changes;
    words[size++] = epochMillis;
    operations++;
  }

  /** Takes the value of an attribute away. */
  public void unset(int row, int attribute) {
    ensure(1);
    words[size++] = head(UNSET, attribute, row);
    operations++;
  }

  /** An event, its codes copied from {@code codes}. */
  public void event(int row, int type, long epochMillis, long presence, long[] codes, int offset) {
    int count = Long.bitCount(presence);
    ensure(3 + count);
    words[size++] = head(EVENT, type, row);
    words[size++] = epochMillis;
    words[size++] = presence;
    System.arraycopy(codes, offset, words, size, count);
    size += count;
    operations++;
  }

  /** The profile in {@code row} ends; its row stays taken. */
  public void delete(int row) {
    ensure(1);
    words[size++] = head(DELETE, 0, row);
    operations++;
  }

  /** Nobody can see the deleted profile of {@code row} any more; its data may go. */
  public void purge(int row) {
    ensure(1);
    words[size++] = head(PURGE, 0, row);
    operations++;
  }

  /** Some more of the events before the instant may go. */
  public void expire(long epochMillis) {
    ensure(2);
    words[size++] = head(EXPIRE, 0, 0);
    words[size++] = epochMillis;
    operations++;
  }

  private void ensure(int more) {
    if (size + more > words.length) {
      words = Arrays.copyOf(words, Math.max(words.length * 2, size + more));
    }
  }

  private static long head(int kind, int what, int row) {
    return (long) row << 32 | (long) what << 4 | kind;
  }

  static int kind(long head) {
    return (int) head & 0xF;
  }

  static int what(long head) {
    return (int) head >>> 4;
  }

  static int row(long head) {
    return (int) (head >>> 32);
  }

  long[] words() {
    return words;
  }

  int size() {
    return size;
  }

  /** Operations in the list. */
  public int operations() {
    return operations;
  }

  /** The words, for messages. */
  @Override
  public String toString() {
    return Arrays.toString(Arrays.copyOf(words, size));
  }

  /** Empties the list for the next epoch. */
  public void clear() {
    size = 0;
    operations = 0;
    if (words.length > CAPACITY_KEPT_MAX) {
      words = new long[CAPACITY_MIN];
    }
  }
}
