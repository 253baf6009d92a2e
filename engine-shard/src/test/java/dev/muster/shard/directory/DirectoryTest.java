// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.shard.block.Damage;
import dev.muster.shard.block.HeapBlocks;
import dev.muster.shard.dictionary.ByteHash;
import dev.muster.shard.file.DamagedFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectoryTest {

  /** Entries come back with their identifiers and without rows; the next one gets the next. */
  @SeededTest(count = 10)
  void restoredDirectory_hasTheEntriesItHad(long seed) throws IOException {
    RandomChoice choice = new RandomChoice(seed);
    int size = choice.of(List.of(0, 1, 4_095, 4_096, 4_097, 20_000));
    Directory written = new Directory(2);
    for (int i = 0; i < size + 5_000; i++) {
      assertThat(intern(written, "id-ł-" + i)).isEqualTo(i);
      written.locate(i, Directory.locator(1, i));
    }
    byte[] image = Damage.image(out -> written.write(size, out));

    Directory restored = new Directory(2);
    restored.restore(new HeapBlocks.Input(image));

    assertThat(restored.size()).isEqualTo(size);
    for (int i = 0; i < size; i++) {
      assertThat(find(restored, "id-ł-" + i)).isEqualTo(i);
      assertThat(restored.text(i)).isEqualTo("id-ł-" + i);
      assertThat(restored.locator(i)).isEqualTo(Directory.NONE);
      restored.locate(i, i);
    }
    for (int i = size; i < size + 5_000; i++) {
      assertThat(find(restored, "id-ł-" + i)).isEqualTo(-1);
      assertThat(intern(restored, "id-ł-" + i)).isEqualTo(i);
      assertThat(restored.locator(i)).isEqualTo(Directory.NONE);
    }
    for (int i = 0; i < size; i++) {
      assertThat(restored.locator(i)).isEqualTo(i);
    }
  }

  /** Rows in order, rows given again, and none, in few shards and in many. */
  @SeededTest
  void locators_areThoseLastGiven(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    int shards = choice.of(List.of(1, 2, 3, 8, 9, 32, 33, 1_024));
    Directory directory = new Directory(shards);
    int[] next = new int[shards];
    long[] expected = new long[5_000];
    for (int entry = 0; entry < expected.length; entry++) {
      assertThat(intern(directory, "p" + entry)).isEqualTo(entry);
      assertThat(directory.locator(entry)).isEqualTo(Directory.NONE);
      int shard = choice.below(shards);
      expected[entry] = Directory.locator(shard, next[shard]++);
      directory.locate(entry, expected[entry]);
      int other = choice.below(entry + 1);
      if (choice.chance(20)) {
        int row = choice.below(choice.chance(5) ? directory.rowsMax() : next[shard]);
        expected[other] = choice.chance(50) ? Directory.NONE : Directory.locator(shard, row);
        directory.locate(other, expected[other]);
      }
    }
    for (int entry = 0; entry < expected.length; entry++) {
      assertThat(directory.locator(entry)).isEqualTo(expected[entry]);
    }
  }

  @SeededTest(count = 10)
  void damage_isRefusedOrReadAsOtherIdentifiers(long seed) throws IOException {
    RandomChoice choice = new RandomChoice(seed);
    Directory written = new Directory(2);
    for (int i = 0; i < 20; i++) {
      intern(written, "ż".repeat(choice.below(20)) + i);
    }
    byte[] image = Damage.image(out -> written.write(20, out));

    Damage.requireWhole(image, in -> new Directory(2).restore(in));
    Damage.requireRefusedOrRead(
        image,
        choice,
        2_000,
        in -> {
          Directory restored = new Directory(2);
          restored.restore(in);
          for (int i = 0; i < restored.size(); i++) {
            assertThat(find(restored, restored.text(i))).isEqualTo(i);
            assertThat(restored.locator(i)).isEqualTo(Directory.NONE);
          }
        });
  }

  @Test
  void refusals_nameTheRule() throws IOException {
    requireRefused("", "an identifier must have 1 to 255 bytes, found 0");
    requireRefused("a".repeat(256), "an identifier must have 1 to 255 bytes, found 256");
    requireRefused("\u00c5", "a text must be UTF-8, number=0");
    Directory filled = new Directory(2);
    intern(filled, "a");
    assertThatThrownBy(() -> filled.restore(new HeapBlocks.Input(new byte[] {0})))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("size=1");
  }

  private static void requireRefused(String identifier, String reason) throws IOException {
    byte[] bytes = identifier.getBytes(StandardCharsets.ISO_8859_1);
    byte[] image =
        Damage.image(
            out -> {
              out.writeVarint(1);
              out.writeBytes(bytes, 0, bytes.length);
            });

    assertThatThrownBy(() -> new Directory(2).restore(new HeapBlocks.Input(image)))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining(reason);
  }

  private static int intern(Directory directory, String identifier) {
    byte[] bytes = identifier.getBytes(StandardCharsets.UTF_8);
    return directory.intern(bytes, 0, bytes.length, ByteHash.of(bytes, 0, bytes.length));
  }

  private static int find(Directory directory, String identifier) {
    byte[] bytes = identifier.getBytes(StandardCharsets.UTF_8);
    return directory.find(bytes, 0, bytes.length, ByteHash.of(bytes, 0, bytes.length));
  }
}
