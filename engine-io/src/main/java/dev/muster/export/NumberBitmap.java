// SPDX-License-Identifier: Apache-2.0
package dev.muster.export;

import dev.muster.profile.ProfileId;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.longlong.Roaring64NavigableMap;

/**
 * Identifiers that are numbers as a bitmap in Roaring's portable format, which its libraries for
 * other languages read, too. Holds the bitmap until all are there.
 */
final class NumberBitmap implements RowWriter {

  /** What is made of the numbers. */
  private interface Bits {
    void add(long number);

    void write(DataOutputStream out) throws IOException;
  }

  private final OutputStream out;
  private final int width;
  private final Bits bits;

  private NumberBitmap(OutputStream out, int width, Bits bits) {
    this.out = out;
    this.width = width;
    this.bits = bits;
  }

  static RowWriter of32(OutputStream out, ExportColumns columns) {
    columns.requireIdOnly("a bitmap");
    RoaringBitmap bitmap = new RoaringBitmap();
    return new NumberBitmap(
        out,
        Integer.SIZE,
        new Bits() {
          @Override
          public void add(long number) {
            bitmap.add((int) number);
          }

          @Override
          public void write(DataOutputStream data) throws IOException {
            bitmap.runOptimize();
            bitmap.serialize(data);
          }
        });
  }

  static RowWriter of64(OutputStream out, ExportColumns columns) {
    columns.requireIdOnly("a bitmap");
    // In the order of unsigned numbers, as the specification has it.
    Roaring64NavigableMap bitmap = new Roaring64NavigableMap();
    return new NumberBitmap(
        out,
        Long.SIZE,
        new Bits() {
          @Override
          public void add(long number) {
            bitmap.addLong(number);
          }

          @Override
          public void write(DataOutputStream data) throws IOException {
            bitmap.runOptimize();
            bitmap.serializePortable(data);
          }
        });
  }

  @Override
  public void row(ProfileId id, @Nullable Object[] values) {
    bits.add(number(id));
  }

  /** Only the one text that a number has: two identifiers must never become one number. */
  private long number(ProfileId id) {
    String text = id.value();
    try {
      long number = Long.parseUnsignedLong(text);
      boolean fits = width == Long.SIZE || number >>> width == 0;
      if (fits && Long.toUnsignedString(number).equals(text)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new NotNumericIdException(id, width, e);
    }
    throw new NotNumericIdException(id, width, null);
  }

  @Override
  public void finish() throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    bits.write(data);
    data.flush();
  }
}
