// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.function.Supplier;

/**
 * How often each combination of several codes was met.
 *
 * <p>The codes of each place are numbered as they come, a missing one as 0. The numbers of the
 * first two places make a key that is numbered in turn, that number and the one of the third place
 * the next key, and so on: whatever the number of places, tables of numbers suffice. Confined to
 * one thread.
 */
final class CombinationCounts {

  /** Keys numbered 0, 1, 2, ... in the order in which they come. */
  private static final class Numbers {
    private final Long2IntOpenHashMap numbers = new Long2IntOpenHashMap();
    private final LongArrayList keys = new LongArrayList();

    int of(long key) {
      int number = numbers.putIfAbsent(key, keys.size());
      if (number < 0) {
        number = keys.size();
        keys.add(key);
      }
      return number;
    }

    private Numbers() {
      numbers.defaultReturnValue(-1);
    }
  }

  private final Numbers[] codes;

  /** At [i] pairs of a combination of the first i + 1 places and the number of the next place. */
  private final Numbers[] pairs;

  private final LongArrayList counts = new LongArrayList();

  private final int combinationsMax;
  private final Supplier<RuntimeException> tooMany;

  /**
   * Counts of combinations of {@code places} codes, two or more.
   *
   * @param combinationsMax how many different ones may come
   * @param tooMany what is thrown at one more
   */
  CombinationCounts(int places, int combinationsMax, Supplier<RuntimeException> tooMany) {
    this.combinationsMax = combinationsMax;
    this.tooMany = tooMany;
    codes = new Numbers[places];
    pairs = new Numbers[places - 1];
    for (int i = 0; i < places; i++) {
      codes[i] = new Numbers();
      pairs[Math.max(0, i - 1)] = new Numbers();
    }
  }

  /** Numbers a code of one place, from 1 on: 0 stands for a missing one. */
  int number(int place, long code) {
    return codes[place].of(code) + 1;
  }

  /** Counts a combination another {@code count} times, given as the numbers of its codes. */
  void add(int[] numbers, long count) {
    int combination = numbers[0];
    for (int i = 1; i < numbers.length; i++) {
      combination = pairs[i - 1].of((long) combination << 32 | numbers[i]);
    }
    if (combination == counts.size()) {
      if (combination == combinationsMax) {
        throw tooMany.get();
      }
      counts.add(0);
    }
    counts.set(combination, counts.getLong(combination) + count);
  }

  /** Adds everything that {@code other} has counted. */
  void addAll(CombinationCounts other) {
    int[] numbers = new int[codes.length];
    for (int combination = 0; combination < other.size(); combination++) {
      other.numbers(combination, numbers);
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = numbers[i] == 0 ? 0 : number(i, other.code(i, numbers[i]));
      }
      add(numbers, other.count(combination));
    }
  }

  /** How many different combinations there are. */
  int size() {
    return counts.size();
  }

  /** How often combination {@code index} was counted. */
  long count(int index) {
    return counts.getLong(index);
  }

  /** Overwrites {@code numbers} with the numbers of the codes of combination {@code index}. */
  void numbers(int index, int[] numbers) {
    int combination = index;
    for (int i = numbers.length - 1; i > 0; i--) {
      long pair = pairs[i - 1].keys.getLong(combination);
      numbers[i] = (int) pair;
      combination = (int) (pair >>> 32);
    }
    numbers[0] = combination;
  }

  /** The code of a number of one place, which is not 0. */
  long code(int place, int number) {
    return codes[place].keys.getLong(number - 1);
  }
}
