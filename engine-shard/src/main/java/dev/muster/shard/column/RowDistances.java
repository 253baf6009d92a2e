// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import dev.muster.shard.scan.RowMask;

/**
 * Ascending rows of a chunk as bytes: of each, how many rows lie between it and the one before.
 *
 * <pre>
 * fewer than 240        one byte
 * fewer than 4,080      240 to 254, and the low eight bits
 * others                255, and two bytes, the high one first
 * </pre>
 *
 * <p>Of rows that are one in a hundred, nine in ten take one byte. Numbers in groups of seven bits
 * would take two bytes three times as often, and each change between one and two costs the reader
 * as much as several rows.
 */
final class RowDistances {

  /** Bytes that a row takes at most. */
  static final int ROW_BYTES_MAX = 3;

  private static final int TWO_BYTES_MIN = 240;
  private static final int THREE_BYTES = 255;
  private static final int THREE_BYTES_MIN =
      TWO_BYTES_MIN + (THREE_BYTES - TWO_BYTES_MIN << Byte.SIZE);

  private RowDistances() {}

  /**
   * Writes the rows in {@code rows} from one index to another, the end excluded.
   *
   * @return where the next bytes go
   */
  static int write(char[] rows, int from, int to, byte[] target, int at) {
    int next = at;
    int before = -1;
    for (int i = from; i < to; i++) {
      int distance = rows[i] - before - 1;
      before = rows[i];
      if (distance >= THREE_BYTES_MIN) {
        target[next++] = (byte) THREE_BYTES;
        target[next++] = (byte) (distance >>> Byte.SIZE);
      } else if (distance >= TWO_BYTES_MIN) {
        target[next++] = (byte) (TWO_BYTES_MIN + (distance - TWO_BYTES_MIN >>> Byte.SIZE));
        distance -= TWO_BYTES_MIN;
      }
      target[next++] = (byte) distance;
    }
    return next;
  }

  /** target := target or the rows in {@code bytes} from one index to another. About 1 ns a row. */
  static void addTo(long[] target, byte[] bytes, int from, int to) {
    int row = -1;
    for (int at = from; at < to; ) {
      int distance = bytes[at++] & 0xFF;
      if (distance >= TWO_BYTES_MIN) {
        int high = distance;
        distance = bytes[at++] & 0xFF;
        if (high < THREE_BYTES) {
          distance += TWO_BYTES_MIN + (high - TWO_BYTES_MIN << Byte.SIZE);
        } else {
          distance = distance << Byte.SIZE | bytes[at++] & 0xFF;
        }
      }
      row += distance + 1;
      RowMask.add(target, row);
    }
  }
}
