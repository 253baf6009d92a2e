// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A fixed 64-bit hash of bytes: 64-bit words folded by the 128-bit product, as wyhash does.
 *
 * <p>It decides the shard of a profile, so it must not change between versions or machines.
 */
public final class ByteHash {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long SEED = 0x9E37_79B9_7F4A_7C15L;
  private static final long FACTOR_1 = 0xA076_1D64_78BD_642FL;
  private static final long FACTOR_2 = 0xE703_7ED1_A0B4_28DBL;

  private ByteHash() {}

  /** The hash of {@code length} bytes from {@code offset}. O(length). */
  public static long of(byte[] bytes, int offset, int length) {
    long hash = SEED ^ length * FACTOR_2;
    int at = offset;
    int left = length;
    while (left >= 8) {
      hash = fold(hash ^ (long) LONGS.get(bytes, at), FACTOR_1);
      at += 8;
      left -= 8;
    }
    long tail = 0;
    for (int i = 0; i < left; i++) {
      tail |= (bytes[at + i] & 0xFFL) << (8 * i);
    }
    hash = fold(hash ^ tail, FACTOR_2);
    return fold(hash ^ FACTOR_1, SEED | 1);
  }

  private static long fold(long a, long b) {
    return a * b ^ Math.multiplyHigh(a, b);
  }
}
