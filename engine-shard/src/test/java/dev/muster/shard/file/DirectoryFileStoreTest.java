// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryFileStoreTest extends FileStoreContract {

  @TempDir private Path parent;

  private Path directory;
  private DirectoryFileStore store;

  @BeforeEach
  void open() throws IOException {
    directory = parent.resolve("deep").resolve("store");
    store = DirectoryFileStore.open(directory);
  }

  @Override
  FileStore store() {
    return store;
  }

  @Test
  void open_createsTheDirectoryOrTakesItAsItIs() throws IOException {
    create("a", "first");

    assertThat(DirectoryFileStore.open(directory).list()).containsExactly("a");
    assertThat(store).hasToString(directory.toRealPath().toString());
  }

  @Test
  void list_leavesOutWhatIsNotAFileOfTheStore() throws IOException {
    create("a", "first");
    Files.createDirectory(directory.resolve("b"));
    Files.createFile(directory.resolve("UPPER"));

    assertThat(store.list()).containsExactly("a");
  }

  @Test
  void lock_namesTheDirectory() throws IOException {
    try (Closeable lock = store.lock("lock")) {
      assertThat(lock).isNotNull();
      assertThatExceptionOfType(DirectoryInUseException.class)
          .isThrownBy(() -> DirectoryFileStore.open(directory).lock("lock"))
          .withMessage("directory " + directory.toRealPath() + " is in use by this process");
    }
    assertThat(store.list()).containsExactly("lock");
  }

  /** Also after a second attempt in this process, which must not give the lock away. */
  @Test
  void lock_keepsOtherProcessesOut() throws IOException, InterruptedException {
    Closeable lock = store.lock("lock");
    assertThatExceptionOfType(DirectoryInUseException.class).isThrownBy(() -> store.lock("lock"));

    assertThat(lockElsewhere())
        .isEqualTo("directory " + directory.toRealPath() + " is in use by another process");

    lock.close();
    lock.close();
    assertThat(lockElsewhere()).isEqualTo("locked");
  }

  private String lockElsewhere() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                LockAttempt.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes()).strip();
    assertThat(process.waitFor()).isZero();
    return said;
  }

  /** Another process that wants the directory. */
  static final class LockAttempt {

    private LockAttempt() {}

    public static void main(String[] args) throws IOException {
      try (Closeable lock = DirectoryFileStore.open(Path.of(args[0])).lock("lock")) {
        System.out.println(lock == null ? "" : "locked");
      } catch (DirectoryInUseException inUse) {
        System.out.println(inUse.getMessage());
      }
    }
  }

  /** Why only threads that nobody interrupts call a store. */
  @Test
  void interrupt_closesTheFileAndIsNotForgotten() throws IOException {
    try (StoredFile file = store.create("a")) {
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(ClosedByInterruptException.class)
          .isThrownBy(() -> file.write(0, bytes("x")));
      assertThat(Thread.interrupted()).isTrue();
      assertThatExceptionOfType(ClosedChannelException.class)
          .isThrownBy(() -> file.write(0, bytes("x")));
    }
  }

  @Test
  void fullDisk_isToldFromABrokenOne() {
    IOException full = new IOException("No space left on device");
    IOException broken = new IOException("Input/output error");

    assertThat(FullDisk.named(full, "a", directory, 10))
        .isInstanceOf(StorageFullException.class)
        .hasMessage("no space left for a")
        .hasCause(full);
    assertThat(FullDisk.named(broken, "a", directory, 10)).isSameAs(broken);
    // In another language, the space that is left tells.
    assertThat(FullDisk.named(broken, "a", directory, Long.MAX_VALUE))
        .isInstanceOf(StorageFullException.class);
    assertThat(FullDisk.named(broken, "a", directory.resolve("none"), Long.MAX_VALUE))
        .isSameAs(broken);
  }
}
