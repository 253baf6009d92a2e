// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import dev.muster.predicate.ValueTest;
import dev.muster.shard.block.BlockInput;
import dev.muster.shard.block.BlockOutput;
import dev.muster.shard.scan.LongTest;
import dev.muster.value.ValueType;
import java.io.IOException;

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

  /**
   * Writes the values of the first {@code size} codes. Any thread that got the size from a
   * published epoch, while the sequencer goes on: a code keeps its value, and later codes are
   * written behind what is read here. O(size), and a copy of the bytes.
   */
  void write(int size, BlockOutput out) throws IOException;

  /**
   * Fills this dictionary, which must be empty, with what one of the same type has written: each
   * value gets the code it had there, and so will those that are assigned later. Useless after a
   * failure. Before any other thread knows the dictionary; about a quarter of a microsecond a code.
   *
   * @throws dev.muster.shard.file.DamagedFileException if no dictionary can have written that
   */
  void restore(BlockInput in) throws IOException;

  /** Heap bytes, approximately. */
  long sizeBytes();
}
