// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.ProfileDocument;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomDomain;
import dev.muster.reference.SeededTest;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.shard.file.FaultyFileStore;
import dev.muster.shard.store.ForgedSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of the files of a directory, and what is refused. */
@Timeout(120)
class EngineFilesTest {

  private static final long SEGMENT_BYTES = 4_096;
  private static final StringAttribute COUNTRY = StringAttribute.of("country");
  private static final Schema SCHEMA = Schema.builder().attributes(COUNTRY).build();
  private static final EncryptionKeys KEYS =
      EncryptionKeys.of(
          new byte[] {
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16
          });

  @TempDir Path parent;

  private static EngineBuilder builder() {
    return SegmentationEngine.builder(SCHEMA).clock(new ManualClock(RandomDomain.BASE)).shards(2);
  }

  private static void write(SegmentationEngine engine, int from, int to) {
    for (int i = from; i < to; i++) {
      engine.update(ProfileUpdate.of("p" + i).set(COUNTRY, "c" + i % 7));
    }
  }

  @Test
  void directory_isVerifiedAndSalvaged() throws IOException {
    Path directory = parent.resolve("engine");
    long hash;
    try (SegmentationEngine engine = builder().directory(directory).open()) {
      write(engine, 0, 20);
      engine.snapshot();
      write(engine, 20, 30);
      hash = engine.stateHash();

      StorageException inUse =
          catchThrowableOfType(StorageException.class, () -> EngineFiles.in(directory).verify());
      assertThat(inUse.kind()).isEqualTo(StorageException.Kind.IN_USE);
    }
    List<String> before = names(directory);

    VerificationReport report = EngineFiles.in(directory).verifyDeeply();

    assertThat(report.isSound()).isTrue();
    assertThat(report.findings()).isEmpty();
    assertThat(report.stateHash()).isEqualTo(hash);
    assertThat(report.profiles()).isEqualTo(30);
    assertThat(report.events()).isZero();
    assertThat(names(directory)).isEqualTo(before);
    Path copy = parent.resolve("copy");
    SalvageReport salvaged = EngineFiles.in(directory).salvageTo(copy);
    assertThat(salvaged.isComplete()).isTrue();
    assertThat(salvaged.profiles()).isEqualTo(30);
    assertThatThrownBy(() -> EngineFiles.in(directory).salvageTo(copy))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the target of a salvage must be empty, files=[");
    try (SegmentationEngine engine = builder().directory(copy).open()) {
      assertThat(engine.stateHash()).isEqualTo(hash);
      write(engine, 30, 31);
      engine.snapshot();
    }
    assertThat(EngineFiles.in(copy).verifyDeeply().damages()).isEmpty();
  }

  @Test
  void documents_areVerifiedAndSalvaged() throws IOException {
    FaultyFileStore files = new FaultyFileStore();
    ProfileId id = ProfileId.of("p1");
    try (SegmentationEngine engine = builder().documentsOnHeap().open(files, SEGMENT_BYTES)) {
      write(engine, 0, 3);
      engine.ingest(Batch.of(ProfileDocument.text(id, "early", "a")));
      engine.snapshot();
      engine.ingest(Batch.of(ProfileDocument.text(id, "late", "b")));
    }
    FaultyFileStore whole = files.afterKill();
    assertThat(EngineFiles.in(whole).verifyDeeply().findings()).isEmpty();

    FaultyFileStore copy = new FaultyFileStore();
    assertThat(EngineFiles.in(whole).salvageTo(copy).isComplete()).isTrue();
    try (SegmentationEngine engine = builder().documentsOnHeap().open(copy, SEGMENT_BYTES)) {
      assertThat(engine.document(id, "early")).contains("a".getBytes(UTF_8));
      assertThat(engine.document(id, "late")).contains("b".getBytes(UTF_8));
    }

    String name = "documents-0000000000000001";
    byte[] bytes = files.bytes(name);
    bytes[bytes.length / 2] ^= 1;
    FaultyFileStore damaged = files.afterKill();
    damaged.put(name, bytes);
    assertThat(EngineFiles.in(damaged).verify().damages())
        .extracting(FileFinding::file)
        .contains(name);
    assertThatThrownBy(() -> builder().documentsOnHeap().open(damaged, SEGMENT_BYTES))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(name);
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void directoryThatIsNotThere_isNotMade() {
    Path missing = parent.resolve("missing");

    StorageException refused =
        catchThrowableOfType(StorageException.class, () -> EngineFiles.in(missing).verify());

    assertThat(refused.kind()).isEqualTo(StorageException.Kind.FAILED);
    assertThat(refused).hasMessageContaining(missing + ": there is no such directory");
    assertThat(missing).doesNotExist();
  }

  @Test
  void directoryInWhichNothingWasWritten_isSound_andNothingCanBeSalvaged() {
    VerificationReport report = EngineFiles.in(new FaultyFileStore()).verify();

    assertThat(report.isSound()).isTrue();
    assertThat(report.findings())
        .extracting(FileFinding::toString)
        .containsExactly("NOTE manifest: nothing has been written here yet");
    assertThatThrownBy(() -> EngineFiles.in(new FaultyFileStore()).salvageTo(new FaultyFileStore()))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("nothing of the directory is known to be good");
  }

  @Test
  void withoutManifest_theHorizonMustBeGiven() {
    FaultyFileStore files = new FaultyFileStore();
    try (SegmentationEngine engine =
        builder().dedupHorizon(Duration.ofHours(3)).open(files, SEGMENT_BYTES)) {
      write(engine, 0, 20);
      engine.snapshot();
      write(engine, 20, 30);
    }
    FaultyFileStore damaged = files.afterKill();
    damaged.put("manifest", new byte[40]);

    assertThatThrownBy(() -> EngineFiles.in(damaged).salvageTo(new FaultyFileStore()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the dedup horizon must be given, since the manifest cannot be read");
    FaultyFileStore copy = new FaultyFileStore();
    SalvageReport salvaged =
        EngineFiles.in(damaged).dedupHorizon(Duration.ofHours(3)).salvageTo(copy);
    assertThat(salvaged.profiles()).isEqualTo(30);
    try (SegmentationEngine engine =
        builder().dedupHorizon(Duration.ofHours(3)).open(copy, SEGMENT_BYTES)) {
      assertThat(engine.count(Predicate.everyone())).isEqualTo(30);
    }
  }

  @Test
  void encryptedDirectory_needsItsKeys_andSoDoesTheCopy() {
    FaultyFileStore files = new FaultyFileStore();
    long hash;
    try (SegmentationEngine engine = builder().encryption(KEYS).open(files, SEGMENT_BYTES)) {
      write(engine, 0, 20);
      engine.snapshot();
      write(engine, 20, 30);
      hash = engine.stateHash();
    }
    FaultyFileStore closed = files.afterKill();

    StorageException refused =
        catchThrowableOfType(StorageException.class, () -> EngineFiles.in(closed).verify());
    assertThat(refused.kind()).isEqualTo(StorageException.Kind.WRONG_KEY);
    assertThat(EngineFiles.in(closed).encryption(KEYS).verifyDeeply().stateHash()).isEqualTo(hash);
    FaultyFileStore copy = new FaultyFileStore();
    EngineFiles.in(closed).encryption(KEYS).salvageTo(copy);
    assertThatThrownBy(() -> builder().open(copy.afterKill(), SEGMENT_BYTES))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("WRONG_KEY");
    try (SegmentationEngine engine = builder().encryption(KEYS).open(copy, SEGMENT_BYTES)) {
      assertThat(engine.stateHash()).isEqualTo(hash);
    }
  }

  /** Two histories of one directory: each is sound, and they do not belong together. */
  @Test
  void snapshotOfAnotherHistory_isFoundByReplay() throws IOException {
    FaultyFileStore files = new FaultyFileStore();
    try (SegmentationEngine engine = builder().open(files, 1 << 20)) {
      write(engine, 0, 10);
      engine.snapshot();
    }
    FaultyFileStore one = files.afterKill();
    FaultyFileStore other = files.afterKill();
    try (SegmentationEngine engine = builder().open(one, 1 << 20)) {
      write(engine, 10, 20);
      engine.snapshot();
    }
    try (SegmentationEngine engine = builder().open(other, 1 << 20)) {
      write(engine, 20, 30);
      engine.snapshot();
    }
    FaultyFileStore mixed = one.afterKill();
    for (String name : other.list()) {
      if (!name.startsWith("journal")) {
        mixed.put(name, other.bytes(name));
      }
    }

    assertThat(EngineFiles.in(one.afterKill()).verifyDeeply().damages()).isEmpty();
    assertThat(EngineFiles.in(mixed).verify().damages()).isEmpty();
    assertThat(EngineFiles.in(mixed).verifyDeeply().damages())
        .extracting(FileFinding::reason)
        .containsExactly(
            "after an older snapshot it leads to another state than after the newest one");
  }

  /**
   * A snapshot that a wrong writer could have written, with check values that are right: it is told
   * as damage, or holds what it should, or makes a difference only to later writes; it never leads
   * to an error without a type.
   */
  @SeededTest(count = 12)
  void snapshotThatWasWrittenWrong_isFoundByDeepVerification(long seed) throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    WrittenDirectory written = new WrittenDirectory(seed, true);
    if (ForgedSnapshot.count(written.files()) < 2) {
      return;
    }
    int found = 0;
    int tries = 25;
    for (int i = 0; i < tries; i++) {
      FaultyFileStore forged = written.files();
      ForgedSnapshot.forgeNewest(
          forged,
          content -> content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8)));

      VerificationReport report = EngineFiles.in(forged.afterKill()).verifyDeeply();

      found += report.isSound() ? 0 : 1;
      if (report.isSound()) {
        assertThat(written.openedHash(forged, written.lastEpoch()))
            .as("%s", report)
            .isEqualTo(written.lastHash());
      }
    }
    assertThat(found).isGreaterThan(tries / 3);
  }
}
