// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongUnaryOperator;

/**
 * From the codes of one dictionary to those of another that stand for the same values, -1 where
 * there is none.
 *
 * <p>A code is looked up when it is first asked for, at 100 to 300 ns, and remembered; the memory
 * of at most {@link #REMEMBERED_MAX} codes takes half a megabyte, and codes that meet in it forget
 * each other. Any thread: a lost race costs a second look-up.
 */
public final class CodeTranslation implements LongUnaryOperator {

  /** A power of two. */
  static final int REMEMBERED_MAX = 1 << 16;

  /** No code and its translation look like this: codes are not negative. */
  private static final long NOTHING = -1;

  private final Dictionary from;
  private final Dictionary to;

  /** By the last bits of the code: the code in the high half, its translation in the low half. */
  private final AtomicLongArray remembered;

  private final int mask;

  /** A translation of the codes of {@code from}, which holds values of the same type. */
  public CodeTranslation(Dictionary from, Dictionary to) {
    this(from, to, REMEMBERED_MAX);
  }

  CodeTranslation(Dictionary from, Dictionary to, int rememberedMax) {
    this.from = from;
    this.to = to;
    int size = 1;
    while (size < from.size() && size < rememberedMax) {
      size *= 2;
    }
    this.mask = size - 1;
    this.remembered = new AtomicLongArray(size);
    for (int i = 0; i < size; i++) {
      remembered.setPlain(i, NOTHING);
    }
  }

  @Override
  public long applyAsLong(long code) {
    int place = (int) code & mask;
    long known = remembered.getOpaque(place);
    if (known != NOTHING && known >>> 32 == code) {
      return (int) known;
    }
    int translated = to.find(from.value(Math.toIntExact(code)));
    remembered.setOpaque(place, code << 32 | translated & 0xFFFF_FFFFL);
    return translated;
  }
}
