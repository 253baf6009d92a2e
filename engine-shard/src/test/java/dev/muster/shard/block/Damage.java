// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.reference.RandomChoice;
import dev.muster.shard.file.DamagedFileException;
import java.io.IOException;
import java.util.Arrays;

/** Harms what was written in every way that a reader of blocks must survive. */
public final class Damage {

  /** Reads an image, and does with the result what must work with whatever was accepted. */
  @FunctionalInterface
  public interface Reader {
    /** Reads {@code in} to where the value ends. */
    void read(BlockInput in) throws IOException;
  }

  private Damage() {}

  /** Writes a value. */
  @FunctionalInterface
  public interface Writer {
    /** Writes to {@code out}. */
    void write(BlockOutput out) throws IOException;
  }

  /** What {@code writer} writes. */
  public static byte[] image(Writer writer) throws IOException {
    HeapBlocks.Output out = new HeapBlocks.Output();
    writer.write(out);
    return out.bytes();
  }

  /** Every beginning is refused, and nothing but the whole is read to its end. */
  public static void requireWhole(byte[] image, Reader reader) throws IOException {
    for (int size = 0; size < image.length; size++) {
      byte[] cut = Arrays.copyOf(image, size);
      assertThatThrownBy(() -> reader.read(new HeapBlocks.Input(cut)))
          .as("cut to %s of %s bytes", size, image.length)
          .isInstanceOf(DamagedFileException.class);
    }
    HeapBlocks.Input in = new HeapBlocks.Input(image);
    reader.read(in);
    assertThat(in.remaining()).isZero();
  }

  /** However bytes are changed, it is refused as damaged or read as something else. */
  public static void requireRefusedOrRead(
      byte[] image, RandomChoice choice, int count, Reader reader) {
    for (int i = 0; i < count; i++) {
      byte[] changed = image.clone();
      for (int n = choice.between(1, 3); n > 0; n--) {
        int at =
            choice.chance(50)
                ? choice.below(changed.length)
                : choice.below(choice.below(changed.length) + 1);
        changed[at] =
            (byte)
                (choice.chance(50) ? changed[at] ^ 1 << choice.below(8) : choice.between(0, 255));
      }
      try {
        reader.read(new HeapBlocks.Input(changed));
      } catch (DamagedFileException refused) {
        assertThat(refused.reason()).isNotEmpty();
      } catch (IOException | RuntimeException | Error e) {
        throw new AssertionError("after change " + i + ": " + Arrays.toString(changed), e);
      }
    }
  }
}
