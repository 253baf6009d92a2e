// SPDX-License-Identifier: Apache-2.0
package dev.muster.stress;

import dev.muster.shard.dictionary.ByteHash;
import dev.muster.shard.dictionary.ByteStringTable;
import dev.muster.shard.directory.Directory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Byte strings to be looked up, made beforehand. Key i is the i-th string of every table. */
final class Key {

  /** Enough of them to make all parts of a table grow. */
  static final int COUNT = 100;

  private static final Key[] KEYS = new Key[COUNT];

  static {
    Arrays.setAll(KEYS, Key::new);
  }

  private final String text;
  private final byte[] bytes;
  private final long hash;

  private Key(int number) {
    text = "a key of more than a few bytes, number " + number;
    bytes = text.getBytes(StandardCharsets.UTF_8);
    hash = ByteHash.of(bytes, 0, bytes.length);
  }

  static Key of(int number) {
    return KEYS[number];
  }

  /** A table with the first {@code count} keys. */
  static ByteStringTable tableOf(int count) {
    ByteStringTable table = new ByteStringTable();
    for (int i = 0; i < count; i++) {
      KEYS[i].internIn(table);
    }
    return table;
  }

  int internIn(ByteStringTable table) {
    return table.intern(bytes, 0, bytes.length, hash);
  }

  int findIn(ByteStringTable table) {
    return table.find(bytes, 0, bytes.length, hash);
  }

  int internIn(Directory directory) {
    return directory.intern(bytes, 0, bytes.length, hash);
  }

  int findIn(Directory directory) {
    return directory.find(bytes, 0, bytes.length, hash);
  }

  boolean isText(ByteStringTable table, int entry) {
    return table.text(entry).equals(text);
  }
}
