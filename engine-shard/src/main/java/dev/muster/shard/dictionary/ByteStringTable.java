// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import dev.muster.shard.block.BlockInput;
import dev.muster.shard.block.BlockOutput;
import dev.muster.value.XxHash64;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Byte strings, each with the number under which it was first seen: 0, 1, 2, …
 *
 * <p>One writer, any number of readers without locks. A number never changes and is never taken
 * back. Costs the bytes themselves, one to three for the length, 4 for the position and 8 to 16 for
 * the hash slot; a look-up is one or two cache misses.
 *
 * <p>Publication: an entry's bytes and position are written before its slot is, with release; a
 * reader that finds the slot, with acquire, finds the entry. A reader that has a number from
 * elsewhere got it from a published epoch, which is ordered after the entry.
 */
public final class ByteStringTable {

  /**
   * Tables of a sixteenth of the entries: growing one at a time keeps the writer's pauses short.
   */
  private static final int SEGMENTS = 16;

  private static final int SLOTS_MIN = 16;
  private static final int PAGE_BITS = 20;
  private static final int PAGE_BYTES_MAX = 1 << PAGE_BITS;
  private static final int PAGE_BYTES_MIN = 1 << 10;
  private static final int POSITIONS_PER_PAGE = 1 << 12;

  /** A page holds it, and its length before it. */
  private static final int LENGTH_MAX = PAGE_BYTES_MAX - 3;

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);

  /** A slot is the upper half of the hash and, below it, the entry plus one; 0 is empty. */
  private static final class Segment {
    volatile long[] slots = new long[SLOTS_MIN];
    int used;
  }

  private final Segment[] segments = new Segment[SEGMENTS];

  // Replaced by longer copies by the writer, before anything in the new part is published.
  private volatile byte[][] pages = {new byte[PAGE_BYTES_MIN]};
  private volatile int[][] positions = {};

  /** Bytes filled in the last page. Writer only. */
  private int pageFill;

  /** Entries; volatile, so that a reader may go through all that are there. */
  private volatile int size;

  /** An empty table. */
  public ByteStringTable() {
    Arrays.setAll(segments, i -> new Segment());
  }

  /** Entries. Any thread. */
  public int size() {
    return size;
  }

  /** The number of this byte string, or -1. Any thread. */
  public int find(byte[] bytes, int offset, int length, long hash) {
    long[] slots = segments[segment(hash)].slots;
    int mask = slots.length - 1;
    long tag = hash & 0xFFFF_FFFF_0000_0000L;
    for (int at = (int) (hash >>> 32) & mask; ; at = (at + 1) & mask) {
      long slot = (long) SLOT.getAcquire(slots, at);
      if (slot == 0) {
        return -1;
      }
      if ((slot & 0xFFFF_FFFF_0000_0000L) == tag) {
        int entry = (int) slot - 1;
        if (matches(entry, bytes, offset, length)) {
          return entry;
        }
      }
    }
  }

  /** The number of this byte string, which is added if it is new. Writer only. */
  public int intern(byte[] bytes, int offset, int length, long hash) {
    int found = find(bytes, offset, length, hash);
    return found >= 0 ? found : add(bytes, offset, length, hash);
  }

  private int add(byte[] bytes, int offset, int length, long hash) {
    int entry = size;
    if (entry == Integer.MAX_VALUE) {
      throw new IllegalStateException("a table holds at most 2^31 - 1 byte strings");
    }
    int position = store(bytes, offset, length);
    int page = entry / POSITIONS_PER_PAGE;
    if (page == positions.length) {
      int[][] longer = Arrays.copyOf(positions, page + 1);
      longer[page] = new int[page == 0 ? 64 : POSITIONS_PER_PAGE];
      positions = longer;
    }
    int inPage = entry % POSITIONS_PER_PAGE;
    if (inPage == positions[page].length) {
      int[][] copy = positions.clone();
      copy[page] = Arrays.copyOf(copy[page], Math.min(POSITIONS_PER_PAGE, inPage * 4));
      positions = copy;
    }
    positions[page][inPage] = position;
    Segment segment = segments[segment(hash)];
    if ((segment.used + 1) * 3L > segment.slots.length * 2L) {
      segment.slots = doubled(segment.slots);
    }
    place(segment.slots, (hash & 0xFFFF_FFFF_0000_0000L) | (entry + 1));
    segment.used++;
    size = entry + 1;
    return entry;
  }

  /** Appends length and bytes; an entry never crosses a page. Returns page and offset in it. */
  private int store(byte[] bytes, int offset, int length) {
    int prefix = length < 0x80 ? 1 : length < 0x4000 ? 2 : 3;
    int needed = prefix + length;
    byte[][] current = pages;
    int last = current.length - 1;
    if (pageFill + needed > current[last].length) {
      if (last == 0 && current[0].length < PAGE_BYTES_MAX) {
        int grown = Math.max(current[0].length * 2, Integer.highestOneBit(pageFill + needed) * 2);
        current = new byte[][] {Arrays.copyOf(current[0], Math.min(grown, PAGE_BYTES_MAX))};
        pages = current;
        return store(bytes, offset, length);
      }
      if (current.length == 1 << (32 - PAGE_BITS)) {
        throw new IllegalStateException("a table holds at most 4 GiB of byte strings");
      }
      current = Arrays.copyOf(current, current.length + 1);
      last++;
      current[last] = new byte[PAGE_BYTES_MAX];
      pages = current;
      pageFill = 0;
    }
    byte[] page = current[last];
    int at = pageFill;
    // Length in groups of seven bits, the lowest first.
    for (int rest = length, i = 0; i < prefix; i++, rest >>>= 7) {
      page[at + i] = (byte) (i == prefix - 1 ? rest : rest & 0x7F | 0x80);
    }
    System.arraycopy(bytes, offset, page, at + prefix, length);
    pageFill += needed;
    return last << PAGE_BITS | at;
  }

  private static long[] doubled(long[] slots) {
    long[] larger = new long[slots.length * 2];
    for (long slot : slots) {
      if (slot != 0) {
        place(larger, slot);
      }
    }
    return larger;
  }

  private static void place(long[] slots, long slot) {
    int mask = slots.length - 1;
    int at = (int) (slot >>> 32) & mask;
    while (slots[at] != 0) {
      at = (at + 1) & mask;
    }
    SLOT.setRelease(slots, at, slot);
  }

  private static int segment(long hash) {
    return (int) hash & (SEGMENTS - 1);
  }

  private boolean matches(int entry, byte[] bytes, int offset, int length) {
    int position = position(entry);
    byte[] page = pages[position >>> PAGE_BITS];
    int at = position & (PAGE_BYTES_MAX - 1);
    int stored = length(page, at);
    int from = at + prefix(stored);
    return stored == length
        && Arrays.equals(page, from, from + length, bytes, offset, offset + length);
  }

  /**
   * Writes the first {@code count} byte strings, each with its length. Any thread that got the
   * count from a published epoch, while the writer goes on: what is below it never changes again,
   * and longer copies of pages and positions begin like those they replace. O(count), and a copy.
   */
  public void write(int count, BlockOutput out) throws IOException {
    int[][] starts = positions;
    byte[][] bytes = pages;
    out.writeVarint(count);
    // A page holds what is to be written already; only where it ends must be found.
    for (int entry = 0; entry < count; entry++) {
      int position = starts[entry / POSITIONS_PER_PAGE][entry % POSITIONS_PER_PAGE];
      int next = entry + 1;
      if (next == count
          || starts[next / POSITIONS_PER_PAGE][next % POSITIONS_PER_PAGE] >>> PAGE_BITS
              != position >>> PAGE_BITS) {
        byte[] page = bytes[position >>> PAGE_BITS];
        int at = position & (PAGE_BYTES_MAX - 1);
        int length = length(page, at);
        out.write(page, 0, at + prefix(length) + length);
      }
    }
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
    if (size != 0) {
      throw new IllegalStateException("only an empty table can be restored, size=" + size);
    }
    // Each takes a byte at least.
    int countMax = (int) Math.min(Integer.MAX_VALUE, in.remaining());
    int count = in.readCount(0, countMax, "byte strings");
    // Not more room than what is left could need: the count is not to be trusted.
    int expected = (int) Math.min(count, in.remaining() / 16);
    for (Segment segment : segments) {
      segment.slots = new long[slotsFor(expected / SEGMENTS)];
    }
    byte[] bytes = new byte[256];
    for (int entry = 0; entry < count; entry++) {
      int length = in.readCount(0, LENGTH_MAX, "length of a byte string");
      if (length > bytes.length) {
        if (length > in.remaining()) {
          throw in.damaged("a byte string must fit in what is left, length=" + length);
        }
        bytes = new byte[Math.min(LENGTH_MAX, length * 2)];
      }
      in.read(bytes, 0, length);
      long hash = ByteHash.of(bytes, 0, length);
      if (intern(bytes, 0, length, hash) != entry) {
        throw in.damaged("a byte string must not come twice, number=" + entry);
      }
      reader.read(entry, bytes, length);
    }
  }

  /** Slots for this many entries and some more: segments are not filled evenly. */
  private static int slotsFor(int entries) {
    int slots = SLOTS_MIN;
    while (slots * 2L < entries * 3L + entries / 8) {
      slots *= 2;
    }
    return slots;
  }

  private int position(int entry) {
    return positions[entry / POSITIONS_PER_PAGE][entry % POSITIONS_PER_PAGE];
  }

  private static int length(byte[] page, int at) {
    int length = page[at] & 0x7F;
    for (int i = 1; page[at + i - 1] < 0; i++) {
      length |= (page[at + i] & 0x7F) << (7 * i);
    }
    return length;
  }

  private static int prefix(int length) {
    return length < 0x80 ? 1 : length < 0x4000 ? 2 : 3;
  }

  /** Takes a byte string in place; must not keep or change the array. */
  @FunctionalInterface
  public interface ByteFunction<T> {
    /** The string is {@code length} bytes of {@code bytes} from {@code offset}. */
    T apply(byte[] bytes, int offset, int length);
  }

  /** Applies {@code function} to entry {@code entry}, without a copy. Any thread. */
  public <T> T read(int entry, ByteFunction<T> function) {
    int position = position(entry);
    byte[] page = pages[position >>> PAGE_BITS];
    int at = position & (PAGE_BYTES_MAX - 1);
    int length = length(page, at);
    return function.apply(page, at + prefix(length), length);
  }

  /** Copies entry {@code entry} to {@code target} and returns its length. Any thread. */
  public int copy(int entry, byte[] target, int offset) {
    int position = position(entry);
    byte[] page = pages[position >>> PAGE_BITS];
    int at = position & (PAGE_BYTES_MAX - 1);
    int length = length(page, at);
    System.arraycopy(page, at + prefix(length), target, offset, length);
    return length;
  }

  /** The {@link XxHash64} of entry {@code entry} with seed 0. Any thread. */
  public long xxHash64(int entry) {
    int position = position(entry);
    byte[] page = pages[position >>> PAGE_BITS];
    int at = position & (PAGE_BYTES_MAX - 1);
    int length = length(page, at);
    return XxHash64.of(page, at + prefix(length), length, 0);
  }

  /** The entry as text. Any thread. */
  public String text(int entry) {
    return read(
        entry,
        (bytes, offset, length) -> new String(bytes, offset, length, StandardCharsets.UTF_8));
  }

  /** Heap bytes, approximately. */
  public long sizeBytes() {
    long bytes = 0;
    for (Segment segment : segments) {
      bytes += 8L * segment.slots.length;
    }
    for (byte[] page : pages) {
      bytes += page.length;
    }
    for (int[] page : positions) {
      bytes += 4L * page.length;
    }
    return bytes;
  }
}
