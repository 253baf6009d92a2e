// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import dev.muster.shard.block.BlockInput;
import dev.muster.shard.block.BlockOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Byte strings, each with the number under which it was first seen: 0, 1, 2, …
 *
 * <p>One writer, any number of readers without locks. A number never changes and is never taken
 * back. Costs the bytes themselves and, for a short string, some 8 bytes more: one for the length,
 * one for the position, the rest for the hash slot. A look-up is two or three cache misses.
 *
 * <p>Publication: a string is appended before its slot is written, with release; a reader that
 * finds the slot, with acquire, finds the string. A reader that has a number from elsewhere got it
 * from a published epoch, which is ordered after the string.
 */
public final class ByteStringTable {

  private final ByteStrings strings = new ByteStrings();
  private final HashIndex index = new HashIndex(strings);

  /** Entries that can be found; volatile, so that a reader may go through all that are there. */
  private volatile int size;

  /** Entries. Any thread. */
  public int size() {
    return size;
  }

  /** The number of this byte string, whose {@link ByteHash} is {@code hash}, or -1. Any thread. */
  public int find(byte[] bytes, int offset, int length, long hash) {
    return index.find(bytes, offset, length, hash);
  }

  /**
   * The number of this byte string, whose {@link ByteHash} is {@code hash}; it is added if it is
   * new. Writer only.
   */
  public int intern(byte[] bytes, int offset, int length, long hash) {
    int found = index.find(bytes, offset, length, hash);
    if (found >= 0) {
      return found;
    }
    int entry = strings.append(bytes, offset, length);
    index.add(hash, entry);
    size = entry + 1;
    return entry;
  }

  /**
   * Writes the first {@code count} byte strings, each with its length. Any thread that got the
   * count from a published epoch, while the writer goes on: what is below it never changes again.
   * O(count), and a copy.
   */
  public void write(int count, BlockOutput out) throws IOException {
    out.writeVarint(count);
    strings.write(count, out);
  }

  /** Takes a byte string that has been read; must not keep or change the array. */
  @FunctionalInterface
  public interface EntryReader {
    /** Entry {@code entry} is the first {@code length} of {@code bytes}. */
    void read(int entry, byte[] bytes, int length) throws IOException;
  }

  /**
   * Fills this table, which must be empty, with what {@link #write} wrote: the same strings get the
   * same numbers. Shows each to {@code reader}. Useless after a failure. Writer only.
   *
   * @throws dev.muster.shard.file.DamagedFileException if no table can have been written so
   */
  public void restore(BlockInput in, EntryReader reader) throws IOException {
    StoredStrings stored = new StoredStrings(in);
    beginRestore(stored);
    while (stored.next()) {
      restore(stored, stored.bytes(), stored.length());
      reader.read(stored.number(), stored.bytes(), stored.length());
    }
  }

  /** Makes room for the strings to be read. */
  void beginRestore(StoredStrings stored) {
    if (size != 0) {
      throw new IllegalStateException("only an empty table can be restored, size=" + size);
    }
    index.expect(stored.expected());
  }

  /** Adds what stands for the string that was read last. */
  void restore(StoredStrings stored, byte[] bytes, int length) throws IOException {
    if (intern(bytes, 0, length, ByteHash.of(bytes, 0, length)) != stored.number()) {
      throw stored.damaged("a byte string must not come twice, number=" + stored.number());
    }
  }

  /** Takes a byte string in place; must not keep or change the array. */
  @FunctionalInterface
  public interface ByteFunction<T> {
    /** The string is {@code length} bytes of {@code bytes} from {@code offset}. */
    T apply(byte[] bytes, int offset, int length);
  }

  /** Takes a byte string in place and one thing more; must not keep or change the array. */
  @FunctionalInterface
  interface ByteBiFunction<A, T> {
    /** The string is {@code length} bytes of {@code bytes} from {@code offset}. */
    T apply(byte[] bytes, int offset, int length, A argument);
  }

  /** Applies {@code function} to entry {@code entry}, without a copy. Any thread. */
  public <T> T read(int entry, ByteFunction<T> function) {
    return strings.read(
        entry, function, (bytes, offset, length, f) -> f.apply(bytes, offset, length));
  }

  /**
   * Applies {@code function}, which may be a constant, to entry {@code entry} and {@code argument},
   * without a copy. Any thread.
   */
  <A, T> T read(int entry, A argument, ByteBiFunction<A, T> function) {
    return strings.read(entry, argument, function);
  }

  /** Copies entry {@code entry} to {@code target} and returns its length. Any thread. */
  public int copy(int entry, byte[] target, int offset) {
    return strings.copy(entry, target, offset);
  }

  /** The XXH64 of entry {@code entry} with seed 0. Any thread. */
  public long xxHash64(int entry) {
    return strings.xxHash64(entry);
  }

  /** The entry as text. Any thread. */
  public String text(int entry) {
    return read(
        entry,
        (bytes, offset, length) -> new String(bytes, offset, length, StandardCharsets.UTF_8));
  }

  /** Heap bytes, approximately. */
  public long sizeBytes() {
    return strings.sizeBytes() + index.sizeBytes();
  }
}
