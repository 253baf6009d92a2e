// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.directory;

import dev.muster.shard.dictionary.ByteStringTable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * From profile identifier to the shard and row that hold it.
 *
 * <p>Each identifier ever seen has an <em>entry</em>, a number that never changes; the entry leads
 * to the current row or to none. Written by the sequencer, read by any thread without locks. A
 * reader may see a row that is newer than its epoch; it must ask the shard whether the row is alive
 * at its epoch.
 */
public final class Directory {

  /** The locator of an identifier without a profile. */
  public static final long NONE = -1;

  private static final int PER_PAGE = 1 << 12;
  private static final VarHandle LOCATOR = MethodHandles.arrayElementVarHandle(long[].class);

  private final ByteStringTable identifiers = new ByteStringTable();

  /** Replaced by a longer copy before an entry of the new page is published. */
  private volatile long[][] locators = {};

  /** The locator of {@code row} in {@code shard}. */
  public static long locator(int shard, int row) {
    return (long) shard << 32 | row & 0xFFFF_FFFFL;
  }

  /** The shard of a locator. */
  public static int shard(long locator) {
    return (int) (locator >>> 32);
  }

  /** The row of a locator. */
  public static int row(long locator) {
    return (int) locator;
  }

  /** The entry of an identifier, or -1. Any thread. */
  public int find(byte[] bytes, int offset, int length, long hash) {
    return identifiers.find(bytes, offset, length, hash);
  }

  /** The entry of an identifier, which is added without a row if it is new. Sequencer only. */
  public int intern(byte[] bytes, int offset, int length, long hash) {
    int before = identifiers.size();
    if (before / PER_PAGE >= locators.length) {
      long[][] longer = Arrays.copyOf(locators, locators.length + 1);
      longer[locators.length] = new long[PER_PAGE];
      Arrays.fill(longer[locators.length], NONE);
      locators = longer;
    }
    return identifiers.intern(bytes, offset, length, hash);
  }

  /** Where the profile of {@code entry} is, or {@link #NONE}. Any thread. */
  public long locator(int entry) {
    return (long) LOCATOR.getAcquire(locators[entry / PER_PAGE], entry % PER_PAGE);
  }

  /** Leads {@code entry} to a row, or to {@link #NONE}. Sequencer only. */
  public void locate(int entry, long locator) {
    LOCATOR.setRelease(locators[entry / PER_PAGE], entry % PER_PAGE, locator);
  }

  /** The identifier of {@code entry} as text. Any thread. */
  public String text(int entry) {
    return identifiers.text(entry);
  }

  /**
   * Copies the bytes of the identifier of {@code entry} to {@code target}; how many. Any thread.
   */
  public int copy(int entry, byte[] target, int offset) {
    return identifiers.copy(entry, target, offset);
  }

  /** Identifiers ever seen. */
  public int size() {
    return identifiers.size();
  }

  /** Heap bytes, approximately. */
  public long sizeBytes() {
    return identifiers.sizeBytes() + 8L * PER_PAGE * locators.length;
  }
}
