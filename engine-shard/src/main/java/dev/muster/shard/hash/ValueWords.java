// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.hash;

import dev.muster.shard.SchemaLayout.Field;
import dev.muster.shard.dictionary.Dictionary;
import dev.muster.shard.dictionary.StringDictionary;
import dev.muster.shard.scan.ValueCode;
import dev.muster.value.ValueType;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * From the codes of one attribute or property to words that its values have in every engine. Any
 * thread that reads under a pin of an epoch that it was made after.
 */
abstract class ValueWords {

  /** Codes whose word is remembered: the first ones are the most frequent. 8 MiB at most. */
  private static final int REMEMBERED_MAX = 1 << 20;

  /** The word of the value that {@code code} stands for. */
  abstract long word(long code);

  static ValueWords of(Field field) {
    if (field.dictionary() != null) {
      return ofDictionary(field.dictionary(), REMEMBERED_MAX);
    }
    return field.type().kind() == ValueType.Kind.DOUBLE ? new OfDouble() : new OfCode();
  }

  static ValueWords ofDictionary(Dictionary dictionary, int rememberedMax) {
    return new OfDictionary(dictionary, rememberedMax);
  }

  /** The code says it all. */
  private static final class OfCode extends ValueWords {
    @Override
    long word(long code) {
      return code;
    }
  }

  private static final class OfDouble extends ValueWords {
    @Override
    long word(long code) {
      return Double.doubleToLongBits(ValueCode.toDouble(code));
    }
  }

  /**
   * Each value is hashed once, at 100 to 300 ns and 50 ns a member of a set, and remembered unless
   * there are very many.
   */
  private static final class OfDictionary extends ValueWords {

    private final Dictionary dictionary;

    /** By code; 0 if not known. A lost race costs a second hashing. */
    private final AtomicLongArray remembered;

    OfDictionary(Dictionary dictionary, int rememberedMax) {
      this.dictionary = dictionary;
      this.remembered = new AtomicLongArray(Math.min(dictionary.size(), rememberedMax));
    }

    @Override
    long word(long code) {
      int index = Math.toIntExact(code);
      if (index >= remembered.length()) {
        return hash(index);
      }
      long word = remembered.getOpaque(index);
      if (word == 0) {
        word = hash(index);
        remembered.setOpaque(index, word);
      }
      return word;
    }

    private long hash(int code) {
      if (dictionary instanceof StringDictionary texts) {
        return texts.xxHash64(code);
      }
      Object value = dictionary.value(code);
      if (!(value instanceof Set<?> members)) {
        return ContentHash.text(value.toString());
      }
      long sum = 0;
      for (Object member : members) {
        sum += ContentHash.mix(ContentHash.text((String) member));
      }
      return sum;
    }
  }
}
