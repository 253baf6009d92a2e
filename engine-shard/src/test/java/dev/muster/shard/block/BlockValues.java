// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;

/** A value of some type, which can be written, and looked for again. */
interface BlockValues {

  void write(BlockOutput output) throws IOException;

  void check(BlockInput input) throws IOException;

  /** Mostly small values, so that some of all types lie across a border of blocks. */
  static BlockValues random(SplittableRandom random) {
    int kind = random.nextInt(11);
    long bits = random.nextLong() >>> random.nextInt(64);
    int count = random.nextInt(1 << random.nextInt(1, 16));
    long[] values = random.longs(count).toArray();
    return switch (kind) {
      case 0 -> of(o -> o.writeByte((int) bits), i -> i.readByte(), (int) bits & 0xFF);
      case 1 -> of(o -> o.writeInt((int) bits), i -> i.readInt(), (int) bits);
      case 2 -> of(o -> o.writeLong(bits), i -> i.readLong(), bits);
      case 3 -> of(o -> o.writeVarint(bits), i -> i.readVarint(), bits);
      case 4 -> of(o -> o.writeSigned(-bits), i -> i.readSigned(), -bits);
      case 5 -> of(o -> o.writeLongs(values, count), i -> i.readLongs(count), values);
      case 6 -> {
        String text = Long.toString(bits, 36) + "ąß∞";
        yield of(o -> o.writeText(text), i -> i.readText(100, "text"), text);
      }
      case 7 -> {
        byte[] bytes = BlockFiles.content(count, bits);
        yield of(o -> o.writeBytes(bytes, 0, count), i -> i.readBytes(count, "bytes"), bytes);
      }
      case 8 -> {
        int[] ints = Arrays.stream(values).mapToInt(value -> (int) value).toArray();
        yield of(
            o -> o.writeInts(ints, count),
            i -> {
              int[] read = new int[count];
              i.readInts(read, count);
              return read;
            },
            ints);
      }
      case 9 -> {
        char[] chars = new char[count];
        Arrays.setAll(new int[count], i -> chars[i] = (char) values[i]);
        yield of(o -> o.writeChars(chars, count), i -> i.readChars(count), chars);
      }
      default -> {
        short[] shorts = new short[count];
        Arrays.setAll(new int[count], i -> shorts[i] = (short) values[i]);
        yield of(
            o -> o.writeShorts(shorts, count),
            i -> {
              short[] read = new short[count];
              i.readShorts(read, count);
              return read;
            },
            shorts);
      }
    };
  }

  /** Writes a value. */
  interface Write {
    void to(BlockOutput output) throws IOException;
  }

  /** Reads a value. */
  interface Read {
    Object from(BlockInput input) throws IOException;
  }

  private static BlockValues of(Write write, Read read, Object value) {
    return new BlockValues() {
      @Override
      public void write(BlockOutput output) throws IOException {
        write.to(output);
      }

      @Override
      public void check(BlockInput input) throws IOException {
        assertThat(read.from(input)).isEqualTo(value);
      }
    };
  }
}
