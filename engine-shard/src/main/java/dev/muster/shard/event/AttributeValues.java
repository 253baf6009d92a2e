// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.RowMask;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the candidates of a query hold of one attribute, in codes that a property can be compared
 * with. 528 KiB, used again and again; confined to one thread.
 *
 * <p>Attribute and property each have a dictionary of their own, so codes of texts and versions are
 * translated: each row's when it is first asked for, since few rows may have events, and each code
 * once as long as the cache holds it, since few values may serve many rows.
 */
final class AttributeValues {

  /** Codes whose translation is remembered; a power of two. Countries, plans, categories fit. */
  private static final int CACHED = 1_024;

  private final long[] present = RowMask.create();
  private final long[] codes = new long[RowMask.ROWS];

  /** Rows whose code is still one of the attribute's dictionary. */
  private final long[] untranslated = RowMask.create();

  private final int[] cachedCodes = new int[CACHED];
  private final int[] cachedTranslations = new int[CACHED];

  private int attribute = -1;
  private @Nullable IntUnaryOperator translation;

  /**
   * Loads another attribute, or the same one anew.
   *
   * @param newTranslation from codes of the attribute to those of the property, -1 for a value that
   *     no event has; null if both have the same codes
   */
  void load(AttributeSource source, int newAttribute, @Nullable IntUnaryOperator newTranslation) {
    attribute = newAttribute;
    translation = newTranslation;
    source.load(newAttribute, present, codes);
    if (newTranslation == null) {
      RowMask.clear(untranslated);
    } else {
      RowMask.copy(present, untranslated);
      // A value that was found nowhere may have been written since.
      Arrays.fill(cachedCodes, -1);
    }
  }

  /** Whether this is what {@link #load} was last called for. */
  boolean isOf(int otherAttribute, @Nullable IntUnaryOperator otherTranslation) {
    return attribute == otherAttribute && Objects.equals(translation, otherTranslation);
  }

  /** The candidates that have a value. Never to be written to. */
  long[] present() {
    return present;
  }

  /** The value of {@code row}, which must have one. */
  long code(int row) {
    if (RowMask.contains(untranslated, row)) {
      RowMask.remove(untranslated, row);
      codes[row] = translated((int) codes[row]);
    }
    return codes[row];
  }

  private int translated(int code) {
    int slot = code & CACHED - 1;
    if (cachedCodes[slot] != code) {
      cachedCodes[slot] = code;
      cachedTranslations[slot] = Objects.requireNonNull(translation).applyAsInt(code);
    }
    return cachedTranslations[slot];
  }
}
