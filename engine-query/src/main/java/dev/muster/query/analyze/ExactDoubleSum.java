// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import java.math.BigInteger;

/**
 * A sum of finite doubles that is not rounded until it is asked for: the same bits in whatever
 * order and on however many threads it was added up, and no overflow on the way. Adding allocates
 * nothing; 600 bytes.
 *
 * <p>Confined to one thread.
 */
final class ExactDoubleSum {

  /*
   * A fixed-point number wide enough for all doubles: digits of 32 bits, the lowest bit of the first
   * worth 2^-1074. An addend goes into the three digits that its 53 bits can touch, and carries are
   * left for later: a long has room for 2^30 addends to each of its digits. Expansions of doubles
   * that do not overlap (Shewchuk) are smaller, but overflow where only an intermediate sum is
   * large, and take branches.
   */

  private static final int DIGIT_BITS = 32;
  private static final long DIGIT_MASK = (1L << DIGIT_BITS) - 1;

  /** 2,098 bits of all doubles, 64 more for as many addends as there can be, and the sign. */
  private static final int DIGITS = (2_098 + 64) / DIGIT_BITS + 1;

  private static final int ADDENDS_MAX = 1 << 30;

  private static final int SIGNIFICAND_BITS = 52;
  private static final int EXPONENT_MASK = 0x7FF;

  /** Weight of the lowest bit of all. */
  private static final int EXPONENT_MIN = -1_074;

  /** A 64-bit number has eleven bits to be rounded by: enough, with one for what was cut off. */
  private static final int ROUNDED_BITS = 64;

  private final long[] digits = new long[DIGITS];

  /** No digit is farther from 0 than this many times 2^32. */
  private int addends;

  /** Adds a finite number. */
  void add(double addend) {
    if (addends >= ADDENDS_MAX) {
      carry();
    }
    addends++;
    long bits = Double.doubleToRawLongBits(addend);
    int exponent = (int) (bits >>> SIGNIFICAND_BITS) & EXPONENT_MASK;
    long significand = bits & ((1L << SIGNIFICAND_BITS) - 1);
    if (exponent > 0) {
      significand |= 1L << SIGNIFICAND_BITS;
    }
    int shift = Math.max(exponent, 1) - 1;
    int digit = shift / DIGIT_BITS;
    int within = shift % DIGIT_BITS;
    long low = significand << within & DIGIT_MASK;
    long above = significand >>> (DIGIT_BITS - within);
    // All ones for a negative addend: x ^ sign - sign is then -x.
    long sign = bits >> 63;
    digits[digit] += (low ^ sign) - sign;
    digits[digit + 1] += ((above & DIGIT_MASK) ^ sign) - sign;
    digits[digit + 2] += ((above >>> DIGIT_BITS) ^ sign) - sign;
  }

  /** Adds all that {@code other} has added up. */
  void addAll(ExactDoubleSum other) {
    carry();
    other.carry();
    for (int i = 0; i < DIGITS; i++) {
      digits[i] += other.digits[i];
    }
    addends += other.addends;
  }

  /** Brings all digits but the last one, which bears the sign, into [0, 2^32). */
  private void carry() {
    for (int i = 0; i < DIGITS - 1; i++) {
      digits[i + 1] += digits[i] >> DIGIT_BITS;
      digits[i] &= DIGIT_MASK;
    }
    addends = 1;
  }

  /** The double nearest to the sum, the even one of two; an infinity if it is out of range. */
  double value() {
    carry();
    BigInteger exact = exact();
    BigInteger magnitude = exact.abs();
    int cut = magnitude.bitLength() - ROUNDED_BITS;
    double rounded;
    if (cut <= 0) {
      // Below 2^-1021 there are at most 53 bits, so scaling does not round once more.
      rounded = Math.scalb(magnitude.doubleValue(), EXPONENT_MIN);
    } else {
      BigInteger top = magnitude.shiftRight(cut);
      boolean exactTop = magnitude.getLowestSetBit() >= cut;
      rounded = Math.scalb((exactTop ? top : top.setBit(0)).doubleValue(), EXPONENT_MIN + cut);
    }
    return exact.signum() < 0 ? -rounded : rounded;
  }

  /** The sum in units of the lowest bit; no digit may be waiting for a carry. */
  private BigInteger exact() {
    byte[] bytes = new byte[DIGITS * Integer.BYTES + Integer.BYTES];
    for (int i = 0; i < DIGITS; i++) {
      // The last digit has all of its 64 bits written, the upper half being its sign.
      int length = i == DIGITS - 1 ? Long.BYTES : Integer.BYTES;
      for (int b = 0; b < length; b++) {
        bytes[bytes.length - 1 - i * Integer.BYTES - b] = (byte) (digits[i] >> 8 * b);
      }
    }
    return new BigInteger(bytes);
  }
}
