// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import dev.muster.shard.scan.LongTest;
import java.util.function.IntPredicate;

/** Collects the codes that pass a test. */
final class CodeBits {

  private CodeBits() {}

  /** The codes in [0, size) that {@code passes} accepts, in the cheapest form. */
  static LongTest collect(int size, IntPredicate passes) {
    long[] bits = new long[(size + 63) >>> 6];
    int count = 0;
    for (int code = 0; code < size; code++) {
      if (passes.test(code)) {
        bits[code >>> 6] |= 1L << code;
        count++;
      }
    }
    return of(bits, count);
  }

  /** The codes in {@code bits}, of which there are {@code count}. */
  static LongTest of(long[] bits, int count) {
    if (count == 0) {
      return LongTest.Range.NEVER;
    }
    if (count == 1) {
      for (int word = 0; word < bits.length; word++) {
        if (bits[word] != 0) {
          long code = word * 64L + Long.numberOfTrailingZeros(bits[word]);
          return new LongTest.Range(code, code);
        }
      }
    }
    return new LongTest.Codes(bits);
  }

  static void add(long[] bits, int code) {
    bits[code >>> 6] |= 1L << code;
  }

  static int count(long[] bits) {
    int count = 0;
    for (long word : bits) {
      count += Long.bitCount(word);
    }
    return count;
  }
}
