// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import java.util.function.IntConsumer;

/**
 * Ascending numbers as bytes: of each, how many lie between it and the one before, in groups of
 * seven bits, the lowest first. Of a few hundred numbers that occur, most take one byte.
 */
final class MemberBytes {

  /** Bytes that a number takes at most. */
  static final int NUMBER_MAX = 5;

  private MemberBytes() {}

  /**
   * Writes a number.
   *
   * @param gap how many numbers lie between it and the one before, or 0
   * @return where the next one goes
   */
  static int write(byte[] target, int at, int gap) {
    int next = at;
    int rest = gap;
    for (; rest > 0x7F; rest >>>= 7) {
      target[next++] = (byte) (rest | 0x80);
    }
    target[next++] = (byte) rest;
    return next;
  }

  /** Writes the first {@code count} of ascending {@code numbers}; tells how many bytes. */
  static int write(int[] numbers, int count, byte[] target) {
    int size = 0;
    int before = -1;
    for (int i = 0; i < count; i++) {
      size = write(target, size, numbers[i] - before - 1);
      before = numbers[i];
    }
    return size;
  }

  /** Gives the numbers in {@code length} bytes to {@code sink}, ascending; tells the last or -1. */
  static int forEach(byte[] bytes, int offset, int length, IntConsumer sink) {
    int number = -1;
    int end = offset + length;
    for (int at = offset; at < end; ) {
      int part = bytes[at++];
      int gap = part & 0x7F;
      for (int shift = 7; part < 0; shift += 7) {
        part = bytes[at++];
        gap |= (part & 0x7F) << shift;
      }
      number += gap + 1;
      sink.accept(number);
    }
    return number;
  }

  /** Whether one of {@code asked} is among the numbers in {@code length} bytes. */
  static boolean hasAny(byte[] bytes, int offset, int length, int[] asked) {
    for (int number : asked) {
      if (contains(bytes, offset, length, number)) {
        return true;
      }
    }
    return false;
  }

  /** Whether all of {@code asked} are among the numbers in {@code length} bytes. */
  static boolean hasAll(byte[] bytes, int offset, int length, int[] asked) {
    for (int number : asked) {
      if (!contains(bytes, offset, length, number)) {
        return false;
      }
    }
    return true;
  }

  private static boolean contains(byte[] bytes, int offset, int length, int sought) {
    int number = -1;
    int end = offset + length;
    for (int at = offset; at < end && number < sought; ) {
      int part = bytes[at++];
      int gap = part & 0x7F;
      for (int shift = 7; part < 0; shift += 7) {
        part = bytes[at++];
        gap |= (part & 0x7F) << shift;
      }
      number += gap + 1;
    }
    return number == sought;
  }

  /** The numbers in {@code length} bytes, ascending. */
  static int[] all(byte[] bytes, int offset, int length) {
    int[] numbers = new int[count(bytes, offset, length)];
    int at = offset;
    int number = -1;
    for (int i = 0; i < numbers.length; i++) {
      int part = bytes[at++];
      int gap = part & 0x7F;
      for (int shift = 7; part < 0; shift += 7) {
        part = bytes[at++];
        gap |= (part & 0x7F) << shift;
      }
      number += gap + 1;
      numbers[i] = number;
    }
    return numbers;
  }

  /** How many numbers {@code length} bytes hold. */
  static int count(byte[] bytes, int offset, int length) {
    int count = 0;
    for (int at = offset; at < offset + length; at++) {
      count += ~bytes[at] >>> 31;
    }
    return count;
  }
}
