// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.block;

import static dev.muster.shard.block.BlockFiles.KIND;
import static dev.muster.shard.block.BlockFiles.NAME;
import static dev.muster.shard.block.BlockFiles.content;
import static dev.muster.shard.block.BlockFiles.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.reference.SeededTest;
import dev.muster.shard.crypt.BlockKeys;
import dev.muster.shard.crypt.TestKeys;
import dev.muster.shard.crypt.WrongKeyException;
import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.file.FaultyFileStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader makes of a block file that is not as it was written. */
class BlockDamageTest {

  private static final BlockKeys KEYS = new BlockKeys(TestKeys.of(7));

  private final FaultyFileStore store = new FaultyFileStore();

  private static @Nullable BlockKeys keys(boolean encrypted) {
    return encrypted ? KEYS : null;
  }

  /** Reads all of a file of these bytes, which must be damaged. */
  private DamagedFileException damaged(byte[] bytes, @Nullable BlockKeys keys) {
    store.put(NAME, bytes);
    try {
      BlockFiles.read(store, NAME, keys);
    } catch (DamagedFileException expected) {
      assertThat(expected.file()).isEqualTo(NAME);
      return expected;
    } catch (IOException other) {
      throw new AssertionError("damage must show as such", other);
    }
    throw new AssertionError("damage must be found");
  }

  private void assertDamaged(byte[] bytes, @Nullable BlockKeys keys, long offset, String reason) {
    DamagedFileException damaged = damaged(bytes, keys);
    assertThat(damaged.reason()).isEqualTo(reason);
    assertThat(damaged.offset()).isEqualTo(offset);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void flippedBit_isFoundWhereverItIs(boolean encrypted) throws IOException {
    byte[] content = content(200, 1);
    byte[] good = stored(keys(encrypted), content);
    int trailerAt = good.length - (encrypted ? 32 : 20);
    for (int bit = 0; bit < 8 * good.length; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << (bit % 8));

      DamagedFileException damaged = damaged(bad, keys(encrypted));

      int at = bit / 8;
      int begin = at < 88 ? 0 : at < trailerAt ? 88 : trailerAt;
      int end = at < 88 ? 87 : at < trailerAt ? 88 : trailerAt;
      assertThat(damaged.offset()).isBetween((long) begin, (long) end);
    }
    store.put(NAME, good);
    assertThat(BlockFiles.read(store, NAME, keys(encrypted))).isEqualTo(content);
  }

  /** In files of several blocks; a block that is not read is not looked at. */
  @SeededTest
  void flippedBits_areFoundInTheirBlock(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    boolean encrypted = random.nextBoolean();
    int stride = 65_536 + (encrypted ? 16 : 4);
    byte[] content = content(200_000, seed);
    byte[] bad = stored(keys(encrypted), content);
    int block = random.nextInt(3);
    for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
      bad[88 + block * stride + random.nextInt(stride)] ^= (byte) (1 << random.nextInt(8));
    }

    assertDamaged(
        bad, keys(encrypted), 88 + (long) block * stride, "block " + block + " fails its check");
    try (BlockReader reader = BlockReader.open(store, NAME, KIND, keys(encrypted))) {
      byte[] target = new byte[65_536];
      for (int other = 3; other >= 0; other--) {
        reader.seek((long) other << 16);
        int size = Math.min(65_536, 200_000 - (other << 16));
        if (other == block) {
          assertThatExceptionOfType(DamagedFileException.class)
              .isThrownBy(() -> reader.read(target, 0, size));
          // What was not given out is not given out by asking again.
          assertThatExceptionOfType(DamagedFileException.class).isThrownBy(reader::readByte);
        } else {
          reader.read(target, 0, size);
          assertThat(Arrays.copyOf(target, size))
              .isEqualTo(Arrays.copyOfRange(content, other << 16, (other << 16) + size));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void cutFile_isDamage(boolean encrypted) throws IOException {
    byte[] good = stored(keys(encrypted), content(200, 1));
    for (int length = 0; length < good.length; length++) {
      damaged(Arrays.copyOf(good, length), keys(encrypted));
    }
    assertDamaged(Arrays.copyOf(good, 60), keys(encrypted), 60, "the file ends within the header");
    assertDamaged(
        Arrays.copyOf(good, 100), keys(encrypted), 100, "the file ends before its trailer");
    int check = encrypted ? 16 : 4;
    assertDamaged(
        Arrays.copyOf(good, 200),
        keys(encrypted),
        200 - 16 - check,
        "no trailer is here: the file is unfinished, cut or too long");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void longerFile_isDamage(boolean encrypted) throws IOException {
    byte[] good = stored(keys(encrypted), content(200, 1));
    for (int more = 1; more < 200; more++) {
      byte[] zeros = Arrays.copyOf(good, good.length + more);
      damaged(zeros, keys(encrypted));
      byte[] noise = zeros.clone();
      System.arraycopy(content(more, more), 0, noise, good.length, more);
      damaged(noise, keys(encrypted));
    }
  }

  /** A trailer that passes its check, as the only one it can, and yet is not at its place. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void movedTrailer_isDamage(boolean encrypted) throws IOException {
    int trailerBytes = encrypted ? 32 : 20;
    byte[] good = stored(keys(encrypted), content(200, 1));
    byte[] twice = Arrays.copyOf(good, good.length + trailerBytes);
    System.arraycopy(good, good.length - trailerBytes, twice, good.length, trailerBytes);
    byte[] without = Arrays.copyOf(good, 88 + trailerBytes);
    System.arraycopy(good, good.length - trailerBytes, without, 88, trailerBytes);

    assertDamaged(
        twice,
        keys(encrypted),
        good.length,
        "the trailer says 1 blocks with 200 bytes, but the file has " + twice.length + " bytes");
    assertDamaged(
        without,
        keys(encrypted),
        88,
        "the trailer says 1 blocks with 200 bytes, but the file has " + without.length + " bytes");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void blocks_mustBeInTheirPlace(boolean encrypted) throws IOException {
    int stride = 65_536 + (encrypted ? 16 : 4);
    // Equal content, so that nothing but the number tells the blocks from each other.
    byte[] good = stored(keys(encrypted), new byte[3 * 65_536]);
    byte[] swapped = good.clone();
    System.arraycopy(good, 88, swapped, 88 + stride, stride);
    System.arraycopy(good, 88 + stride, swapped, 88, stride);

    assertDamaged(swapped, keys(encrypted), 88, "block 0 fails its check");
    System.arraycopy(good, 88, swapped, 88, stride);
    assertDamaged(swapped, keys(encrypted), 88L + stride, "block 1 fails its check");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void blocks_mustBeOfTheirFile(boolean encrypted) throws IOException {
    int stride = 65_536 + (encrypted ? 16 : 4);
    byte[] content = content(100_000, 1);
    byte[] good = stored(keys(encrypted), content);
    byte[] other = stored(keys(encrypted), content);
    byte[] mixed = good.clone();
    System.arraycopy(other, 88 + stride, mixed, 88 + stride, 100_000 - 65_536 + stride - 65_536);
    assertDamaged(mixed, keys(encrypted), 88L + stride, "block 1 fails its check");

    byte[] headed = other.clone();
    System.arraycopy(good, 0, headed, 0, 88);
    assertDamaged(
        headed,
        keys(encrypted),
        good.length - (encrypted ? 32 : 20),
        "no trailer is here: the file is unfinished, cut or too long");
  }

  /** The trailer's place follows from the size: the bytes of a whole file inside another do not. */
  @Test
  void fileInsideAFile_isContent() throws IOException {
    byte[] inner = stored(null, content(500, 1));
    byte[] outer = stored(null, inner);

    for (int cut = 0; cut < outer.length; cut++) {
      damaged(Arrays.copyOf(outer, cut), null);
    }
  }

  @Test
  void unfinishedFile_isDamage() throws IOException {
    for (boolean encrypted : new boolean[] {false, true}) {
      for (int size : BlockFiles.EDGES) {
        String name = "unfinished-" + size + "-" + (encrypted ? 1 : 0);
        try (BlockWriter writer = BlockWriter.create(store, name, KIND, keys(encrypted))) {
          writer.write(content(size, 1), 0, size);
        }
        assertThatExceptionOfType(DamagedFileException.class)
            .isThrownBy(() -> BlockReader.open(store, name, KIND, keys(encrypted)));
      }
    }
  }

  /** Files of noise, also with a header that passes its check, are nothing and cost nothing. */
  @SeededTest(count = 60)
  void garbage_isDamageOrOfAnotherKey(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 50; i++) {
      byte[] garbage = content(random.nextInt(1 << random.nextInt(1, 18)), random.nextLong());
      if (garbage.length >= 88 && random.nextInt(4) > 0) {
        ByteBuffer header = ByteBuffer.wrap(garbage).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(0, BlockLayout.MAGIC).putInt(8, 1).putInt(12, 0).putInt(16, KIND);
        header.putInt(20, 65_536).putInt(80, random.nextInt(-1, 9));
        putCrc(header);
      }
      store.put(NAME, garbage);
      for (boolean withKeys : new boolean[] {false, true}) {
        assertThat(thrown(keys(withKeys)))
            .isInstanceOfAny(DamagedFileException.class, WrongKeyException.class);
      }
    }
  }

  private @Nullable Throwable thrown(@Nullable BlockKeys keys) {
    try {
      BlockFiles.read(store, NAME, keys);
      return null;
    } catch (IOException | RuntimeException | Error e) {
      return e;
    }
  }

  /** Lengths no file can have, in a trailer that passes its check. */
  @Test
  void trailer_isNotTrusted() throws IOException {
    byte[] good = stored(null, content(200, 1));
    for (long length : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 199, 201, 1L << 48, 0}) {
      for (long count : new long[] {0, 1, -1, 2, 1L << 32}) {
        byte[] bad = good.clone();
        ByteBuffer bytes = ByteBuffer.wrap(bad).order(ByteOrder.LITTLE_ENDIAN);
        int at = good.length - 20;
        bytes.putLong(at, length).putLong(at + 8, count);
        CRC32C crc = new CRC32C();
        crc.update(bad, 24, 16);
        crc.update(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});
        crc.update(bad, at, 16);
        bytes.putInt(at + 16, (int) crc.getValue());
        assertDamaged(
            bad,
            null,
            at,
            "the trailer says "
                + count
                + " blocks with "
                + length
                + " bytes, but the file has 312 bytes");
      }
    }
  }

  @Test
  void header_ofAnotherVersionOrWithFeaturesIsRefused() throws IOException {
    byte[] good = stored(null, content(200, 1));

    assertDamaged(with(good, 8, 2), null, 8, "version 1 is read here, found 2");
    assertDamaged(with(good, 12, 1), null, 12, "features 0 is read here, found 1");
    assertDamaged(with(good, 20, 4_096), null, 20, "block size 65536 is read here, found 4096");
    assertDamaged(with(good, 80, -5), null, 80, "it names key -5");
    assertDamaged(with(good, 0, 1), null, 0, "it is no block file");
    byte[] failing = with(good, 30, 1);
    failing[30] ^= 1;
    assertDamaged(failing, null, 84, "the header fails its check");
  }

  private static byte[] with(byte[] good, int at, int value) {
    byte[] bad = good.clone();
    ByteBuffer header = ByteBuffer.wrap(bad).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(at, value);
    putCrc(header);
    return bad;
  }

  private static void putCrc(ByteBuffer header) {
    CRC32C crc = new CRC32C();
    crc.update(header.array(), 0, 84);
    header.putInt(84, (int) crc.getValue());
  }

  /** Whoever can write a header with its check, but has no key, changes nothing unseen. */
  @Test
  void encryptedHeader_isAuthenticated() throws IOException {
    byte[] good = stored(KEYS, content(200, 1));
    String reason = "no trailer is here: the file is unfinished, cut or too long";

    assertDamaged(with(good, 24, 1), KEYS, good.length - 32, reason);
    store.put(NAME, with(good, 16, 2));
    assertThatExceptionOfType(DamagedFileException.class)
        .isThrownBy(() -> BlockReader.open(store, NAME, 2, KEYS))
        .withMessageEndingWith(reason);
    // Passed off as not encrypted.
    assertDamaged(with(good, 80, 0), KEYS, good.length - 20, reason);
  }

  @Test
  void wrongKey_isToldFromDamage() throws IOException {
    byte[] good = stored(KEYS, content(200, 1));
    BlockKeys of8 = new BlockKeys(TestKeys.of(8));
    BlockKeys other7 = new BlockKeys(TestKeys.of(7).with(7, TestKeys.bytes(8)));

    store.put(NAME, good);
    assertWrongKey(null, "there are no keys");
    assertWrongKey(of8, "it is not on the key ring");
    assertWrongKey(other7, "the key ring has another key of that number");
    // Damage, also of the header, is damage with a wrong key too.
    for (int at = 0; at < 88; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      damaged(bad, null);
      damaged(bad, of8);
      damaged(bad, other7);
    }
  }

  private void assertWrongKey(@Nullable BlockKeys keys, String reason) {
    assertThatExceptionOfType(WrongKeyException.class)
        .isThrownBy(() -> BlockReader.open(store, NAME, KIND, keys))
        .withMessage(NAME + " is encrypted under key 7: " + reason)
        .matches(wrong -> wrong.keyId() == 7 && wrong.encrypted().equals(NAME));
  }

  /** So that encryption can be turned on, and keys changed, while older files are read. */
  @Test
  void olderFiles_areReadAfterKeysChange() throws IOException {
    TestKeys ring = TestKeys.of(7);
    BlockKeys keys = new BlockKeys(ring);
    BlockFiles.write(store, "plain", null, content(10, 1));
    BlockFiles.write(store, "first", keys, content(10, 2));
    ring.with(8, TestKeys.bytes(8));
    BlockFiles.write(store, "second", keys, content(10, 3));

    assertThat(BlockFiles.read(store, "plain", keys)).isEqualTo(content(10, 1));
    assertThat(BlockFiles.read(store, "first", keys)).isEqualTo(content(10, 2));
    assertThat(BlockFiles.read(store, "second", keys)).isEqualTo(content(10, 3));
    int[] keyIds = {0, 7, 8};
    String[] names = {"plain", "first", "second"};
    for (int i = 0; i < names.length; i++) {
      try (BlockReader reader = BlockReader.open(store, names[i], KIND, keys)) {
        assertThat(reader.keyId()).isEqualTo(keyIds[i]);
      }
    }
  }
}
