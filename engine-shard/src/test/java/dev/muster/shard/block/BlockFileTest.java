// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.block;

import static dev.muster.shard.block.BlockFiles.EDGES;
import static dev.muster.shard.block.BlockFiles.KIND;
import static dev.muster.shard.block.BlockFiles.NAME;
import static dev.muster.shard.block.BlockFiles.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.muster.reference.SeededTest;
import dev.muster.shard.crypt.BlockKeys;
import dev.muster.shard.crypt.SeededSecureRandom;
import dev.muster.shard.crypt.TestKeys;
import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.file.DirectoryFileStore;
import dev.muster.shard.file.FaultPlan;
import dev.muster.shard.file.FaultyFileStore;
import dev.muster.shard.file.FileStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Block files give back what they took, as plain bytes on the heap do. */
class BlockFileTest {

  private static final BlockKeys KEYS = new BlockKeys(TestKeys.of(7));

  private final FaultyFileStore store = new FaultyFileStore();

  private static List<@Nullable BlockKeys> plainAndEncrypted() {
    return Arrays.asList(null, KEYS);
  }

  @Test
  void sizes_aroundBlocksComeBack(@TempDir Path directory) throws IOException {
    FileStore disk = DirectoryFileStore.open(directory);
    for (BlockKeys keys : plainAndEncrypted()) {
      int check = keys == null ? 4 : 16;
      for (int size : EDGES) {
        byte[] content = content(size, size);
        BlockFiles.write(disk, NAME, keys, content);

        assertThat(BlockFiles.read(disk, NAME, keys)).isEqualTo(content);
        int blocks = (size + 65_535) / 65_536;
        assertThat(directory.resolve(NAME)).hasSize(88 + size + (long) blocks * check + 16 + check);
        disk.delete(NAME);
      }
    }
  }

  /** Values of all types, written to a file and to the heap, are read alike from both. */
  @SeededTest
  void values_areThoseOfTheHeap(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    BlockKeys keys = random.nextBoolean() ? KEYS : null;
    HeapBlocks.Output heap = new HeapBlocks.Output();
    List<BlockValues> values = new ArrayList<>();
    List<Long> begins = new ArrayList<>();
    try (BlockWriter writer = BlockWriter.create(store, NAME, KIND, keys)) {
      while (writer.position() < 300_000) {
        BlockValues value = BlockValues.random(random);
        values.add(value);
        begins.add(writer.position());
        value.write(heap);
        value.write(writer);
        assertThat(writer.position()).isEqualTo(heap.position());
        toggleHold(writer, random);
      }
      writer.finish();
    }

    byte[] content = heap.bytes();
    assertThat(BlockFiles.read(store, NAME, keys)).isEqualTo(content);
    try (BlockReader reader = BlockReader.open(store, NAME, KIND, keys)) {
      for (BlockValues value : values) {
        value.check(reader);
      }
      assertThat(reader.remaining()).isZero();
      for (int i = 0; i < 50; i++) {
        int index = random.nextInt(values.size());
        reader.seek(begins.get(index));
        values.get(index).check(reader);
      }
    }
  }

  private static void toggleHold(BlockWriter writer, SplittableRandom random) throws IOException {
    switch (random.nextInt(20)) {
      case 0 -> writer.holdBlocks();
      case 1 -> writer.releaseBlocks();
      default -> {
        // As it was.
      }
    }
  }

  /** Seeks, limits and reads of any size agree with a plain array. */
  @SeededTest
  void reads_agreeWithAnArray(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    BlockKeys keys = random.nextBoolean() ? KEYS : null;
    byte[] content = content(EDGES[random.nextInt(EDGES.length)], seed);
    BlockFiles.write(store, NAME, keys, content);
    int position = 0;
    int limit = content.length;
    try (BlockReader reader = BlockReader.open(store, NAME, KIND, keys)) {
      for (int i = 0; i < 300; i++) {
        switch (random.nextInt(6)) {
          case 0 -> reader.seek(position = place(random, content.length));
          case 1 -> reader.limit(limit = place(random, content.length));
          case 2 -> reader.limit(limit = content.length);
          default -> {
            int count = random.nextInt(1 << random.nextInt(1, 18));
            byte[] target = new byte[count + 2];
            if (count > Math.max(0, limit - position)) {
              long offset = 88 + position + (position >> 16) * (keys == null ? 4L : 16L);
              String left = ", " + Math.max(0, limit - position);
              assertThatExceptionOfType(DamagedFileException.class)
                  .isThrownBy(() -> reader.read(target, 1, count))
                  .matches(damaged -> damaged.offset() == offset)
                  .withMessageEndingWith(count + " bytes do not fit in what is left" + left);
            } else {
              reader.read(target, 1, count);
              assertThat(Arrays.copyOfRange(target, 1, count + 1))
                  .isEqualTo(Arrays.copyOfRange(content, position, position + count));
              assertThat(target[0]).isZero();
              assertThat(target[count + 1]).isZero();
              position += count;
            }
          }
        }
        assertThat(reader.position()).isEqualTo(position);
        assertThat(reader.remaining()).isEqualTo(Math.max(0, limit - position));
        assertThat(reader.length()).isEqualTo(content.length);
      }
    }
  }

  /** Any place, often where a block begins or the content ends. */
  private static int place(SplittableRandom random, int length) {
    int place =
        random.nextBoolean()
            ? random.nextInt(length + 1)
            : (random.nextInt(5) << 16) + random.nextInt(-1, 2);
    return Math.max(0, Math.min(length, place));
  }

  @Test
  void places_outsideTheContentAreDamage() throws IOException {
    BlockFiles.write(store, NAME, null, content(70_000, 1));
    try (BlockReader reader = BlockReader.open(store, NAME, KIND, null)) {
      reader.seek(65_536);
      assertThatExceptionOfType(DamagedFileException.class)
          .isThrownBy(() -> reader.seek(70_001))
          .withMessage(
              NAME + " is damaged at byte 65628: position must be in [0, 70000], found 70001");
      assertThatExceptionOfType(DamagedFileException.class)
          .isThrownBy(() -> reader.limit(-1))
          .withMessageEndingWith("limit must be in [0, 70000], found -1");
      assertThat(reader.position()).isEqualTo(65_536);
      assertThat(reader.remaining()).isEqualTo(4_464);
    }
  }

  /** Blocks that are held come to the same file, and none of them to the disk before. */
  @Test
  void heldBlocks_waitAndAreWritten() throws IOException {
    byte[] content = content(300_000, 1);
    for (BlockKeys keys : plainAndEncrypted()) {
      FaultyFileStore disk = new FaultyFileStore();
      for (String name : new String[] {"held", "plain"}) {
        try (BlockWriter writer =
            BlockWriter.create(disk, name, KIND, keys, new SeededSecureRandom(3))) {
          boolean held = name.equals("held");
          writer.write(content, 0, 70_000);
          int before = disk.bytes(name).length;
          if (held) {
            writer.holdBlocks();
          }
          writer.write(content, 70_000, 140_000);
          if (held) {
            assertThat(disk.bytes(name)).hasSize(before);
            assertThat(writer.heldBytes()).isBetween(131_072L, 132_000L);
            assertThat(writer.position()).isEqualTo(210_000);
            writer.releaseBlocks();
          }
          assertThat(writer.heldBytes()).isZero();
          assertThat(disk.bytes(name).length).isGreaterThan(196_608);
          if (held) {
            writer.holdBlocks();
          }
          writer.write(content, 210_000, 90_000);
          writer.finish();
        }
      }
      assertThat(disk.bytes("held")).isEqualTo(disk.bytes("plain"));
    }
  }

  @Test
  void file_isNotReadAsAnother() throws IOException {
    BlockFiles.write(store, NAME, null, content(10, 1));

    assertThatExceptionOfType(DamagedFileException.class)
        .isThrownBy(() -> BlockReader.open(store, NAME, 2, null))
        .withMessage(NAME + " is damaged at byte 16: kind 2 is read here, found 1");
  }

  @Test
  void fileId_isItsOwn() throws IOException {
    Set<UUID> ids = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      try (BlockWriter writer = BlockWriter.create(store, NAME, KIND, null)) {
        ids.add(writer.fileId());
        writer.finish();
        try (BlockReader reader = BlockReader.open(store, NAME, KIND, null)) {
          assertThat(reader.fileId()).isEqualTo(writer.fileId());
        }
      }
      store.delete(NAME);
    }
    assertThat(ids).hasSize(100);
  }

  @Test
  void create_refusesANameThatIsTaken() throws IOException {
    BlockFiles.write(store, NAME, null, content(10, 1));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> BlockWriter.create(store, NAME, KIND, null));
    assertThat(BlockFiles.read(store, NAME, null)).isEqualTo(content(10, 1));
  }

  @Test
  void writer_isUsableUntilItIsFinishedOrFails() throws IOException {
    BlockWriter finished = BlockWriter.create(store, NAME, KIND, null);
    finished.finish();
    assertThatIllegalStateException()
        .isThrownBy(() -> finished.writeByte(1))
        .withMessage("a block file must be open to be written, file=snapshot-1, state=FINISHED");
    finished.close();
    assertThatIllegalStateException()
        .isThrownBy(finished::finish)
        .withMessageEndingWith("state=CLOSED");

    BlockWriter failing = BlockWriter.create(store, "snapshot-2", KIND, null);
    store.withPlan(new FaultPlan(store.trace().size(), FaultPlan.Kind.ERROR, 1));
    byte[] content = content(70_000, 1);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> failing.write(content, 0, content.length));
    for (var call :
        List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
            () -> failing.writeByte(1),
            failing::holdBlocks,
            failing::releaseBlocks,
            failing::finish)) {
      assertThatIllegalStateException()
          .isThrownBy(call)
          .withMessageEndingWith("file=snapshot-2, state=FAILED");
    }
    failing.close();
  }
}
