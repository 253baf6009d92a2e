// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import dev.muster.shard.block.BlockOutput;
import dev.muster.value.XxHash64;
import java.io.IOException;
import java.util.Arrays;

/**
 * Byte strings by number: 0, 1, 2, … as they were appended.
 *
 * <p>One writer, any number of readers without locks. Costs the bytes themselves, one to three for
 * the length, and one for the position: only each fourth string has one, the others are reached
 * from it, which rarely leaves its cache line.
 *
 * <p>Publication is the caller's: whoever knows a number has an order after {@link #append} from
 * the slot or the epoch that gave it. All that is on the way to a string was written before it.
 */
final class ByteStrings {

  /** Strings that share a position. */
  private static final int PER_POSITION = 4;

  private static final int PAGE_BITS = 20;
  private static final int PAGE_BYTES_MAX = 1 << PAGE_BITS;
  private static final int PAGE_BYTES_MIN = 1 << 10;
  private static final int POSITIONS_PER_PAGE = 1 << 12;

  /** A page holds it, and its length before it. */
  static final int LENGTH_MAX = PAGE_BYTES_MAX - 3;

  /** Strings one behind the other, each with its length in front; none crosses its end. */
  private static final class Page {
    final byte[] bytes;

    /** Where the strings end; set once, before the first string of the next page is known. */
    int end = Integer.MAX_VALUE;

    Page(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  // Replaced by longer copies by the writer, before anything in the new part is published.
  private volatile Page[] pages = {new Page(new byte[PAGE_BYTES_MIN])};

  /** Page and offset of each fourth string. */
  private volatile int[][] positions = {new int[16]};

  /** Bytes filled in the last page. Writer only. */
  private int pageFill;

  /** Strings. Writer only. */
  private int size;

  /** Appends a byte string and tells its number. Writer only. */
  int append(byte[] bytes, int offset, int length) {
    int entry = size;
    if (entry == Integer.MAX_VALUE) {
      throw new IllegalStateException("a table holds at most 2^31 - 1 byte strings");
    }
    int position = store(bytes, offset, length);
    if (entry % PER_POSITION == 0) {
      setPosition(entry / PER_POSITION, position);
    }
    size = entry + 1;
    return entry;
  }

  private void setPosition(int group, int position) {
    int page = group / POSITIONS_PER_PAGE;
    int inPage = group % POSITIONS_PER_PAGE;
    int[][] current = positions;
    if (page == current.length) {
      current = Arrays.copyOf(current, page + 1);
      current[page] = new int[POSITIONS_PER_PAGE];
      positions = current;
    } else if (inPage == current[page].length) {
      current = current.clone();
      current[page] = Arrays.copyOf(current[page], Math.min(POSITIONS_PER_PAGE, inPage * 4));
      positions = current;
    }
    current[page][inPage] = position;
  }

  /** Appends length and bytes. Returns page and offset in it. */
  private int store(byte[] bytes, int offset, int length) {
    int prefix = prefix(length);
    int needed = prefix + length;
    Page[] current = pages;
    int last = current.length - 1;
    if (pageFill + needed > current[last].bytes.length) {
      current = withRoom(current, needed);
      last = current.length - 1;
    }
    byte[] page = current[last].bytes;
    int at = pageFill;
    // Length in groups of seven bits, the lowest first.
    for (int rest = length, i = 0; i < prefix; i++, rest >>>= 7) {
      page[at + i] = (byte) (i == prefix - 1 ? rest : rest & 0x7F | 0x80);
    }
    System.arraycopy(bytes, offset, page, at + prefix, length);
    pageFill += needed;
    return last << PAGE_BITS | at;
  }

  /** The pages, with room for so many bytes in the last one: the first grows before others come. */
  private Page[] withRoom(Page[] current, int needed) {
    int fill = pageFill;
    if (current.length == 1 && fill + needed <= PAGE_BYTES_MAX) {
      int grown = current[0].bytes.length;
      while (grown < fill + needed) {
        grown *= 2;
      }
      pages = new Page[] {new Page(Arrays.copyOf(current[0].bytes, grown))};
      return pages;
    }
    if (current.length == 1 << (32 - PAGE_BITS)) {
      throw new IllegalStateException("a table holds at most 4 GiB of byte strings");
    }
    Page[] longer = Arrays.copyOf(current, current.length + 1);
    longer[current.length] = new Page(new byte[PAGE_BYTES_MAX]);
    longer[current.length - 1].end = fill;
    pages = longer;
    pageFill = 0;
    return longer;
  }

  /** Page and offset of the length in front of {@code entry}. */
  private int position(int entry) {
    int group = entry / PER_POSITION;
    int position = positions[group / POSITIONS_PER_PAGE][group % POSITIONS_PER_PAGE];
    for (int behind = entry % PER_POSITION; behind > 0; behind--) {
      Page page = pages[position >>> PAGE_BITS];
      int at = position & (PAGE_BYTES_MAX - 1);
      int length = length(page.bytes, at);
      int next = at + prefix(length) + length;
      position =
          next == page.end
              ? (position >>> PAGE_BITS) + 1 << PAGE_BITS
              : position & -PAGE_BYTES_MAX | next;
    }
    return position;
  }

  private byte[] page(int position) {
    return pages[position >>> PAGE_BITS].bytes;
  }

  private static int offset(int position) {
    return position & (PAGE_BYTES_MAX - 1);
  }

  private static int length(byte[] page, int at) {
    int length = page[at];
    if (length >= 0) {
      return length;
    }
    length &= 0x7F;
    for (int i = 1; page[at + i - 1] < 0; i++) {
      length |= (page[at + i] & 0x7F) << (7 * i);
    }
    return length;
  }

  private static int prefix(int length) {
    return length < 0x80 ? 1 : length < 0x4000 ? 2 : 3;
  }

  /** Whether {@code entry} is this byte string. Any thread. */
  boolean matches(int entry, byte[] bytes, int offset, int length) {
    int position = position(entry);
    byte[] page = page(position);
    int at = offset(position);
    int stored = length(page, at);
    int from = at + prefix(stored);
    return stored == length
        && Arrays.equals(page, from, from + length, bytes, offset, offset + length);
  }

  /** Applies {@code function} to {@code entry} and {@code argument}, without a copy. Any thread. */
  <A, T> T read(int entry, A argument, ByteStringTable.ByteBiFunction<A, T> function) {
    int position = position(entry);
    byte[] page = page(position);
    int at = offset(position);
    int length = length(page, at);
    return function.apply(page, at + prefix(length), length, argument);
  }

  /** Copies {@code entry} to {@code target} and returns its length. Any thread. */
  int copy(int entry, byte[] target, int offset) {
    int position = position(entry);
    byte[] page = page(position);
    int at = offset(position);
    int length = length(page, at);
    System.arraycopy(page, at + prefix(length), target, offset, length);
    return length;
  }

  /** The {@link XxHash64} of {@code entry} with seed 0. Any thread. */
  long xxHash64(int entry) {
    int position = position(entry);
    byte[] page = page(position);
    int at = offset(position);
    int length = length(page, at);
    return XxHash64.of(page, at + prefix(length), length, 0);
  }

  /** Writes the first {@code count} strings, each with its length: as the pages hold them. */
  void write(int count, BlockOutput out) throws IOException {
    if (count == 0) {
      return;
    }
    int last = position(count - 1);
    Page[] current = pages;
    for (int i = 0; i < last >>> PAGE_BITS; i++) {
      out.write(current[i].bytes, 0, current[i].end);
    }
    byte[] page = current[last >>> PAGE_BITS].bytes;
    int at = offset(last);
    int length = length(page, at);
    out.write(page, 0, at + prefix(length) + length);
  }

  /** Heap bytes, approximately. */
  long sizeBytes() {
    long bytes = 0;
    for (Page page : pages) {
      bytes += page.bytes.length;
    }
    for (int[] page : positions) {
      bytes += 4L * page.length;
    }
    return bytes;
  }
}
