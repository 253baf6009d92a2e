// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.reference.SeededTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A test double is only worth what it does to those who trust the disk too much. */
class FaultyFileStoreTest extends FileStoreContract {

  private final FaultyFileStore store = new FaultyFileStore();

  @Override
  FileStore store() {
    return store;
  }

  @Test
  void forcedFile_survivesPowerLoss() throws IOException {
    createForced("a", "kept");

    for (int seed = 0; seed < 200; seed++) {
      assertThat(content(store.afterPowerLoss(seed), "a")).isEqualTo("kept");
    }
  }

  @Test
  void unforcedContents_mayBeLostAndMayBeKept() throws IOException {
    createForced("a", "0000");
    try (StoredFile file = store.open("a")) {
      file.write(0, bytes("1111"));
    }

    assertThat(outcomes("a")).contains("0000", "1111", "1100");
    assertThat(content(store.afterKill(), "a")).isEqualTo("1111");
  }

  @Test
  void unforcedWrites_areKeptInAnyOrder() throws IOException {
    createForced("a", "0000");
    try (StoredFile file = store.open("a")) {
      file.write(0, bytes("1"));
      file.write(2, bytes("2"));
    }

    assertThat(outcomes("a")).contains("0000", "1000", "0020", "1020");
  }

  @Test
  void unforcedWrites_tearBySectorAndFlip() throws IOException {
    createForced("a", "0".repeat(2_048));
    try (StoredFile file = store.open("a")) {
      file.write(512, bytes("1".repeat(1_024)));
    }

    Set<String> outcomes = outcomes("a");
    String zeros = "0".repeat(512);
    String ones = "1".repeat(512);
    assertThat(outcomes).contains(zeros + ones + zeros + zeros, zeros + zeros + ones + zeros);
    assertThat(outcomes).anyMatch(text -> !text.matches("[01]+"));
    // Beside the range written, nothing is touched.
    assertThat(outcomes).allMatch(text -> text.startsWith(zeros) && text.endsWith(zeros));
  }

  @Test
  void unforcedSize_mayBeLost() throws IOException {
    createForced("a", "0000");
    try (StoredFile file = store.open("a")) {
      file.write(4, bytes("1111"));
      file.force(false);
      assertThat(outcomes("a")).containsExactlyInAnyOrder("0000", "00001111");

      file.force(true);
      assertThat(outcomes("a")).containsExactly("00001111");

      file.truncate(2);
      assertThat(outcomes("a")).containsExactlyInAnyOrder("00", "00001111");
    }
  }

  @Test
  void unforcedNames_mayBeLost() throws IOException {
    createForced("a", "aa");
    createForced("b", "bb");
    try (StoredFile file = store.create("c")) {
      file.force(true);
    }
    store.rename("a", "b");

    Set<List<String>> names = new HashSet<>();
    Set<String> contents = new HashSet<>();
    for (int seed = 0; seed < 200; seed++) {
      FaultyFileStore left = store.afterPowerLoss(seed);
      names.add(left.list());
      contents.add(content(left, "b"));
    }

    assertThat(names)
        .containsExactlyInAnyOrder(
            List.of("a", "b"), List.of("b"), List.of("a", "b", "c"), List.of("b", "c"));
    assertThat(contents).containsExactlyInAnyOrder("aa", "bb");
    store.forceDirectory();
    assertThat(store.afterPowerLoss(1).list()).containsExactly("b", "c");
  }

  @Test
  void failedForce_losesWhatStaysReadable() throws IOException {
    createForced("a", "0000");
    Set<String> outcomes = new HashSet<>();
    for (int seed = 0; seed < 100; seed++) {
      FaultyFileStore disk = store.afterKill();
      disk.withPlan(new FaultPlan(2, FaultPlan.Kind.ERROR, seed));
      try (StoredFile file = disk.open("a")) {
        file.write(0, bytes("1111"));
        assertThatExceptionOfType(IOException.class)
            .isThrownBy(() -> file.force(true))
            .withMessage("a: input/output error at I/O 2");
        // As if nothing had happened.
        file.force(true);
      }
      assertThat(content(disk, "a")).isEqualTo("1111");
      outcomes.add(content(disk.afterPowerLoss(seed), "a"));
    }

    assertThat(outcomes).contains("0000", "1111", "1100");
  }

  @Test
  void plan_strikesOnceAtItsIndex() throws IOException {
    store.withPlan(new FaultPlan(1, FaultPlan.Kind.FULL, 5));
    try (StoredFile file = store.create("a")) {
      assertThatExceptionOfType(StorageFullException.class)
          .isThrownBy(() -> file.write(0, bytes("0123")));
      assertThat(file.size()).isLessThan(4);
      file.write(0, bytes("0123"));
      assertThat(read(file, 0, 10)).isEqualTo("0123");
    }
    assertThat(store.trace())
        .containsExactly(
            FaultyFileStore.Io.CREATE,
            FaultyFileStore.Io.WRITE,
            FaultyFileStore.Io.WRITE,
            FaultyFileStore.Io.READ);
  }

  @Test
  void stop_endsTheProcess() throws IOException {
    store.withPlan(FaultPlan.stop(1, 5));
    try (StoredFile file = store.create("a")) {
      assertThatExceptionOfType(StoppedException.class)
          .isThrownBy(() -> file.write(0, bytes("0123")));
      assertThat(store.isStopped()).isTrue();
      assertThatExceptionOfType(StoppedException.class).isThrownBy(() -> file.force(true));
    }
    assertThatExceptionOfType(StoppedException.class).isThrownBy(store::list);
  }

  /** Whatever is written after the last force, forced bytes that it spares are as they were. */
  @SeededTest
  void forcedBytes_areNeverTouched(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] forced = new byte[3_000];
    Arrays.fill(forced, (byte) 7);
    try (StoredFile file = store.create("a")) {
      file.write(0, ByteBuffer.wrap(forced));
      file.force(true);
      store.forceDirectory();
      boolean[] written = new boolean[3_000];
      for (int i = 0; i < 5; i++) {
        int from = random.nextInt(3_000);
        int to = random.nextInt(from, 3_000);
        file.write(from, ByteBuffer.allocate(to - from));
        Arrays.fill(written, from, to, true);
      }

      for (int i = 0; i < 20; i++) {
        byte[] left = store.afterPowerLoss(random.nextLong()).bytes("a");
        assertThat(left).hasSize(3_000);
        for (int at = 0; at < 3_000; at++) {
          assertThat(written[at] || left[at] == 7).isTrue();
        }
      }
    }
  }

  @Test
  void afterPowerLoss_isTheSameForTheSameSeed() throws IOException {
    createForced("a", "0".repeat(2_000));
    try (StoredFile file = store.open("a")) {
      file.write(100, bytes("1".repeat(1_800)));
    }
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    for (int seed = 0; seed < 30; seed++) {
      first.add(content(store.afterPowerLoss(seed), "a"));
      second.add(content(store.afterPowerLoss(seed), "a"));
    }

    assertThat(first).isEqualTo(second);
    assertThat(content(store, "a")).startsWith("0".repeat(100) + "1").hasSize(2_000);
  }

  private void createForced(String name, String content) throws IOException {
    try (StoredFile file = store.create(name)) {
      file.write(0, bytes(content));
      file.force(true);
    }
    store.forceDirectory();
  }

  private Set<String> outcomes(String name) throws IOException {
    Set<String> outcomes = new HashSet<>();
    for (int seed = 0; seed < 300; seed++) {
      outcomes.add(content(store.afterPowerLoss(seed), name));
    }
    return outcomes;
  }

  private static String content(FileStore store, String name) throws IOException {
    try (StoredFile file = store.openToRead(name)) {
      return read(file, 0, (int) file.size());
    }
  }
}
