// SPDX-License-Identifier: Apache-2.0
package dev.muster.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.export.NewFile.Existing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class NewFileTest {

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void place() {
    file = directory.resolve("file.txt");
  }

  private static void write(NewFile target, String text) throws IOException {
    target.out().write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void file_isSeenOnlyWhenComplete() throws IOException {
    try (NewFile target = NewFile.begin(file, Existing.KEEP)) {
      write(target, "all of it");

      assertThat(file).doesNotExist();

      target.complete();

      assertThat(file).hasContent("all of it");
    }
    assertThat(names()).containsExactly("file.txt");
  }

  @Test
  void file_thatIsNotCompleted_leavesNothing() throws IOException {
    Files.writeString(file, "before");
    try (NewFile target = NewFile.begin(file, Existing.REPLACE)) {
      write(target, "half of");
    }

    assertThat(file).hasContent("before");
    assertThat(names()).containsExactly("file.txt");
  }

  @Test
  void existingFile_isKeptUnlessSaid() throws IOException {
    Files.writeString(file, "before");

    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> NewFile.begin(file, Existing.KEEP))
        .withMessageContaining("there is a file already");

    try (NewFile target = NewFile.begin(file, Existing.REPLACE)) {
      write(target, "after");
      target.complete();
    }
    assertThat(file).hasContent("after");
  }

  @Test
  void fileThatComesMeanwhile_isKept() throws IOException {
    try (NewFile target = NewFile.begin(file, Existing.KEEP)) {
      write(target, "late");
      Files.writeString(file, "early");

      assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(target::complete);
    }
    assertThat(file).hasContent("early");
    assertThat(names()).containsExactly("file.txt");
  }

  @Test
  @Timeout(60)
  void oneOfThoseThatComeAtOnce_isKept() throws Exception {
    int rounds = 200;
    int writers = 4;
    CyclicBarrier together = new CyclicBarrier(writers);
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      for (int round = 0; round < rounds; round++) {
        Path place = directory.resolve("file " + round);
        List<Future<Boolean>> done = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
          String text = "writer " + i;
          done.add(threads.submit(() -> isPut(place, text, together)));
        }
        String expected = null;
        for (int i = 0; i < writers; i++) {
          if (done.get(i).get()) {
            assertThat(expected).as("round %s", round).isNull();
            expected = "writer " + i;
          }
        }
        assertThat(place).hasContent(expected);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(names()).hasSize(rounds).noneMatch(name -> name.endsWith(".part"));
  }

  private static boolean isPut(Path place, String text, CyclicBarrier together) throws Exception {
    try (NewFile target = NewFile.begin(place, Existing.KEEP)) {
      write(target, text);
      together.await();
      target.complete();
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  @Test
  void directory_isNeverReplaced() throws IOException {
    Files.createDirectory(file);

    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> NewFile.begin(file, Existing.REPLACE))
        .withMessageContaining("there is a directory");
  }

  @Test
  void placeThatIsNotThere_isTold() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> NewFile.begin(directory.resolve("no/file.txt"), Existing.KEEP));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }
}
