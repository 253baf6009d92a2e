// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every file store does. */
abstract class FileStoreContract {

  /** A store with no files. */
  abstract FileStore store();

  @Test
  void write_isReadFromItsPosition() throws IOException {
    try (StoredFile file = store().create("a")) {
      file.write(3, bytes("one"), bytes(""), bytes("two"));

      assertThat(file.size()).isEqualTo(9);
      assertThat(read(file, 0, 20)).isEqualTo("\0\0\0onetwo");
      assertThat(read(file, 4, 3)).isEqualTo("net");
      assertThat(read(file, 9, 3)).isEmpty();
      assertThat(read(file, 100, 3)).isEmpty();
    }
  }

  @Test
  void write_takesWhatRemains() throws IOException {
    ByteBuffer source = ByteBuffer.allocateDirect(10).put(bytes("0123456789")).flip();
    source.position(2).limit(5);

    try (StoredFile file = store().create("a")) {
      file.write(0, source);

      assertThat(read(file, 0, 10)).isEqualTo("234");
      assertThat(source.hasRemaining()).isFalse();
    }
  }

  @Test
  void write_replacesBytesAndSparesOthers() throws IOException {
    try (StoredFile file = store().create("a")) {
      file.write(0, bytes("0123456789"));
      file.write(4, bytes("xy"));

      assertThat(read(file, 0, 10)).isEqualTo("0123xy6789");
    }
  }

  @Test
  void preallocate_writesZeros() throws IOException {
    try (StoredFile file = store().create("a")) {
      file.write(0, bytes("0123456789"));
      file.preallocate(4, 600_000);

      assertThat(file.size()).isEqualTo(600_000);
      assertThat(read(file, 0, 8)).isEqualTo("0123\0\0\0\0");
      assertThat(read(file, 599_990, 20)).isEqualTo("\0".repeat(10));
    }
  }

  @Test
  void truncate_cutsAndNeverExtends() throws IOException {
    try (StoredFile file = store().create("a")) {
      file.write(0, bytes("0123456789"));
      file.truncate(20);
      assertThat(file.size()).isEqualTo(10);
      file.truncate(4);
      file.write(6, bytes("z"));

      assertThat(read(file, 0, 20)).isEqualTo("0123\0\0z");
    }
  }

  @Test
  void force_keepsTheContents() throws IOException {
    try (StoredFile file = store().create("a")) {
      file.write(0, bytes("kept"));
      file.force(true);
      file.force(false);
      store().forceDirectory();

      assertThat(read(file, 0, 10)).isEqualTo("kept");
      assertThat(file.name()).isEqualTo("a");
    }
  }

  @Test
  void open_findsWhatWasWritten() throws IOException {
    create("a", "first");
    try (StoredFile file = store().open("a")) {
      file.write(5, bytes("more"));
    }
    try (StoredFile file = store().openToRead("a")) {
      assertThat(read(file, 0, 20)).isEqualTo("firstmore");
    }
  }

  @Test
  void openToRead_refusesToWrite() throws IOException {
    create("a", "first");
    try (StoredFile file = store().openToRead("a")) {
      assertThat(catchWrite(file)).isNotNull();
      assertThat(read(file, 0, 20)).isEqualTo("first");
    }
  }

  private static Exception catchWrite(StoredFile file) {
    try {
      file.write(0, bytes("x"));
      return null;
    } catch (IOException | RuntimeException expected) {
      return expected;
    }
  }

  @Test
  void files_areThereOrNot() throws IOException {
    assertThat(store().exists("a")).isFalse();
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> store().open("a"));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> store().openToRead("a"));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> store().delete("a"));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> store().rename("a", "b"));

    create("a", "first");

    assertThat(store().exists("a")).isTrue();
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> store().create("a"));
  }

  @Test
  void list_isSorted() throws IOException {
    create("b", "");
    create("a.1", "");
    create("a-1", "");

    assertThat(store().list()).containsExactly("a-1", "a.1", "b");
    store().delete("a.1");
    assertThat(store().list()).containsExactly("a-1", "b");
  }

  @Test
  void rename_takesThePlaceOfAnother() throws IOException {
    create("a", "new");
    create("b", "old and longer");

    store().rename("a", "b");

    assertThat(store().list()).containsExactly("b");
    try (StoredFile file = store().openToRead("b")) {
      assertThat(read(file, 0, 20)).isEqualTo("new");
    }
  }

  @Test
  void lock_isGivenOnceUntilClosed() throws IOException {
    try (Closeable lock = store().lock("lock")) {
      assertThat(lock).isNotNull();
      assertThatExceptionOfType(DirectoryInUseException.class)
          .isThrownBy(() -> store().lock("lock"))
          .withMessageMatching("directory .+ is in use by this process");
    }

    store().lock("lock").close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../a", "a/b", "a\\b", ".a", "-a", "A", "ä", "a b", "nul\0"})
  void name_outsideTheRuleIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store().create(name))
        .withMessageContaining("name=" + name);
    assertThatIllegalArgumentException().isThrownBy(() -> store().open(name));
    assertThatIllegalArgumentException().isThrownBy(() -> store().openToRead(name));
    assertThatIllegalArgumentException().isThrownBy(() -> store().delete(name));
    assertThatIllegalArgumentException().isThrownBy(() -> store().exists(name));
    assertThatIllegalArgumentException().isThrownBy(() -> store().rename("a", name));
    assertThatIllegalArgumentException().isThrownBy(() -> store().rename(name, "a"));
    assertThatIllegalArgumentException().isThrownBy(() -> store().lock(name));
  }

  @Test
  void name_hasAtMost100Characters() throws IOException {
    create("a".repeat(100), "");

    assertThatIllegalArgumentException().isThrownBy(() -> store().create("a".repeat(101)));
  }

  final void create(String name, String content) throws IOException {
    try (StoredFile file = store().create(name)) {
      file.write(0, bytes(content));
    }
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  static String read(StoredFile file, long position, int length) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(length);
    int count = file.read(target, position);
    assertThat(target.position()).isEqualTo(count);
    return new String(target.array(), 0, count, StandardCharsets.ISO_8859_1);
  }
}
