// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.block;

import static dev.muster.shard.block.BlockFiles.KIND;
import static dev.muster.shard.block.BlockFiles.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.SeededTest;
import dev.muster.shard.crypt.BlockKeys;
import dev.muster.shard.crypt.TestKeys;
import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.file.FaultPlan;
import dev.muster.shard.file.FaultyFileStore;
import dev.muster.shard.file.StoppedException;
import java.io.IOException;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Whatever happens to the disk while a file is written, a file that can be opened is whole, and one
 * that was finished can be opened.
 */
class BlockCrashTest {

  private static final BlockKeys KEYS = new BlockKeys(TestKeys.of(7));

  /** Writes one file, with blocks held for a while. */
  private static void write(FaultyFileStore store, @Nullable BlockKeys keys, byte[] content)
      throws IOException {
    try (BlockWriter writer = BlockWriter.create(store, NAME, KIND, keys)) {
      int half = content.length / 2;
      writer.write(content, 0, half);
      writer.holdBlocks();
      writer.write(content, half, content.length - half);
      writer.finish();
    }
  }

  /** Whether the file can be opened; then it must be whole. */
  private static boolean isWhole(FaultyFileStore left, @Nullable BlockKeys keys, byte[] content)
      throws IOException {
    if (!left.exists(NAME)) {
      return false;
    }
    try (BlockReader reader = BlockReader.open(left, NAME, KIND, keys)) {
      assertThat(reader.length()).isEqualTo(content.length);
    } catch (DamagedFileException unfinished) {
      return false;
    }
    assertThat(BlockFiles.read(left, NAME, keys)).isEqualTo(content);
    return true;
  }

  @SeededTest
  void stop_leavesAWholeFileOrNone(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    BlockKeys keys = random.nextBoolean() ? KEYS : null;
    byte[] content = BlockFiles.content(random.nextInt(1 << 18), seed);
    int ioCount = ioCount(keys, content);
    int whole = 0;
    for (int index = 0; index < ioCount; index++) {
      FaultyFileStore disk =
          new FaultyFileStore().withPlan(FaultPlan.stop(index, random.nextLong()));
      assertThat(finishes(disk, keys, content)).isFalse();
      for (int i = 0; i < 20; i++) {
        whole += isWhole(disk.afterPowerLoss(random.nextLong()), keys, content) ? 1 : 0;
      }
      isWhole(disk.afterKill(), keys, content);
    }
    // In the last steps: else nothing was tested of files that can be opened.
    assertThat(whole).isPositive();
  }

  @SeededTest
  void failure_leavesAWholeFileOrNone(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    BlockKeys keys = random.nextBoolean() ? KEYS : null;
    byte[] content = BlockFiles.content(random.nextInt(1 << 18), seed);
    int ioCount = ioCount(keys, content);
    for (FaultPlan.Kind kind :
        new FaultPlan.Kind[] {
          FaultPlan.Kind.ERROR, FaultPlan.Kind.FULL, FaultPlan.Kind.SHORT_WRITE
        }) {
      for (int index = 0; index < ioCount; index++) {
        FaultyFileStore disk =
            new FaultyFileStore().withPlan(new FaultPlan(index, kind, random.nextLong()));
        boolean finished = finishes(disk, keys, content);
        for (int i = 0; i < 10; i++) {
          boolean whole = isWhole(disk.afterPowerLoss(random.nextLong()), keys, content);
          assertThat(whole || !finished).isTrue();
        }
        isWhole(disk.afterKill(), keys, content);
      }
    }
  }

  @SeededTest
  void finishedFile_survivesTheLossOfPower(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    BlockKeys keys = random.nextBoolean() ? KEYS : null;
    byte[] content = BlockFiles.content(random.nextInt(1 << 18), seed);
    FaultyFileStore disk = new FaultyFileStore();
    assertThat(finishes(disk, keys, content)).isTrue();

    for (int i = 0; i < 20; i++) {
      assertThat(isWhole(disk.afterPowerLoss(random.nextLong()), keys, content)).isTrue();
    }
  }

  private static int ioCount(@Nullable BlockKeys keys, byte[] content) throws IOException {
    FaultyFileStore disk = new FaultyFileStore();
    write(disk, keys, content);
    return disk.trace().size();
  }

  private static boolean finishes(FaultyFileStore disk, @Nullable BlockKeys keys, byte[] content) {
    try {
      write(disk, keys, content);
      return true;
    } catch (StoppedException | IOException expected) {
      return false;
    }
  }
}
