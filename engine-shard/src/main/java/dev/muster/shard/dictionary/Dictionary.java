// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import dev.muster.predicate.ValueTest;
import dev.muster.shard.scan.LongTest;
import dev.muster.value.ValueType;

/**
 * The distinct values of one attribute or property, each with its code: 0, 1, 2, … in the order in
 * which they were first written.
 *
 * <p>Codes are assigned by the sequencer alone and are never taken back; everything else may be
 * called from any thread. A test becomes a set of codes once per evaluation, so that rows are only
 * ever compared by code.
 */
public sealed interface Dictionary permits StringDictionary, SetDictionary, VersionDictionary {

  /** The dictionary for values of {@code type}, which must be kept by code. */
  static Dictionary of(ValueType type) {
    return switch (type.kind()) {
      case STRING -> new StringDictionary();
      case STRING_SET -> new SetDictionary();
      case VERSION -> new VersionDictionary();
      default -> throw new IllegalArgumentException("values are not kept by code, type=" + type);
    };
  }

  /** The code of a canonical value, or -1 if it was never written. */
  int find(Object value);

  /**
   * The code here of the value that {@code other}, a dictionary of the same type, has under {@code
   * otherCode}; -1 if it was never written here.
   */
  default int find(Dictionary other, int otherCode) {
    return find(other.value(otherCode));
  }

  /** The code of a canonical value, assigned now if it is new. Sequencer only. */
  int assign(Object value);

  /** The canonical value of a code. */
  Object value(int code);

  /** Codes assigned so far. */
  int size();

  /**
   * The codes whose value passes. At most O(size); {@code in} looks its literals up. Values written
   * afterwards are not in it, which is right for a reader that has pinned its epoch before.
   */
  LongTest compile(ValueTest test);

  /** Heap bytes, approximately. */
  long sizeBytes();
}
