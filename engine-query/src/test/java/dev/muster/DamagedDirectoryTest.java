// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.reference.SeededTest;
import dev.muster.shard.file.FaultyFileStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever is done to the files of a directory: verifying names the file, opening refuses it or
 * comes to a state that was, and what is salvaged is a prefix of what was written.
 */
@Timeout(300)
class DamagedDirectoryTest {

  private static final int FLIPS = 16;

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** Without a manifest nothing else tells the horizon. */
  private static EngineFiles in(FaultyFileStore files) {
    return EngineFiles.in(files).dedupHorizon(Duration.ofHours(24));
  }

  @SeededTest(count = 15)
  void whatWasWritten_isSound(long seed) throws IOException {
    for (boolean closed : new boolean[] {true, false}) {
      WrittenDirectory written = new WrittenDirectory(seed, closed);
      FaultyFileStore files = written.files();
      Map<String, byte[]> before = contents(files);

      VerificationReport report = EngineFiles.in(files).verifyDeeply();

      assertThat(report.damages()).isEmpty();
      assertThat(report.stateHash()).isEqualTo(written.lastHash());
      assertThat(report.epoch()).isGreaterThanOrEqualTo(written.lastEpoch());
      assertThat(report.seenEpoch()).isEqualTo(report.epoch());
      assertThat(report.files()).isEqualTo(before.size());
      assertThat(report.sizeBytes())
          .isEqualTo(before.values().stream().mapToLong(bytes -> bytes.length).sum());
      assertThat(contents(files)).usingRecursiveComparison().isEqualTo(before);
      try (SegmentationEngine engine = written.open(files, written.lastEpoch())) {
        assertThat(report.profiles()).isEqualTo(engine.statistics().profiles());
      }
      FaultyFileStore copy = new FaultyFileStore();
      SalvageReport salvaged = EngineFiles.in(written.files()).salvageTo(copy);
      assertThat(salvaged.isComplete()).isTrue();
      assertThat(salvaged.stateHash()).isEqualTo(written.lastHash());
      assertThat(written.openedHash(copy, salvaged.epoch())).isEqualTo(written.lastHash());
    }
  }

  private static Map<String, byte[]> contents(FaultyFileStore files) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    for (String name : files.list()) {
      contents.put(name, files.bytes(name));
    }
    return contents;
  }

  @SeededTest(count = 20)
  void anyByteThatChanges_isFound(long seed) throws IOException {
    WrittenDirectory written = new WrittenDirectory(seed, true);
    RandomGenerator random = random(seed);
    List<String> names = written.files().list();
    for (int i = 0; i < FLIPS; i++) {
      String name = names.get(random.nextInt(names.size()));
      FaultyFileStore files = written.files();
      byte[] bytes = files.bytes(name);
      int used = bytes.length;
      // Mostly where something was written, for much of a segment is zeros.
      while (used > 1 && bytes[used - 1] == 0 && random.nextInt(200) != 0) {
        used--;
      }
      int offset = random.nextInt(used);
      bytes[offset] ^= (byte) (1 << random.nextInt(8));
      files.put(name, bytes);
      check(written, files, name, offset, "flip of " + name + " at " + offset);
    }
  }

  @SeededTest(count = 6)
  void filesThatAreGoneOrCutOrTooLong_areFound(long seed) throws IOException {
    WrittenDirectory written = new WrittenDirectory(seed, true);
    RandomGenerator random = random(seed);
    for (String name : written.files().list()) {
      byte[] whole = written.files().bytes(name);
      FaultyFileStore gone = written.files();
      gone.remove(name);
      checkAllButLastSegment(written, gone, name, 0, name + " is gone");
      FaultyFileStore cut = written.files();
      int size = random.nextInt(whole.length);
      cut.put(name, Arrays.copyOf(whole, size));
      check(written, cut, name, 0, name + " is cut to " + size);
      FaultyFileStore longer = written.files();
      longer.put(name, Arrays.copyOf(whole, whole.length + 1 + random.nextInt(100)));
      check(written, longer, name, 0, name + " is longer");
    }
  }

  /** Nothing but the manifest's epoch tells of a last segment that is missing as a whole. */
  private static void checkAllButLastSegment(
      WrittenDirectory written, FaultyFileStore files, String name, int offset, String what)
      throws IOException {
    boolean isSegment = name.matches("journal-[0-9]{19}");
    boolean isLast = isSegment && files.list().stream().noneMatch(other -> isAfter(other, name));
    if (!isLast) {
      check(written, files, name, offset, what);
      return;
    }
    VerificationReport report = in(files.afterKill()).verify();
    assertThat(report.stateHash()).as(what).isEqualTo(written.hashAt(report.epoch()));
    if (report.isSound()) {
      assertThat(written.openedHash(files, report.epoch())).as(what).isEqualTo(report.stateHash());
    } else {
      assertThat(written.openedHash(files, written.lastEpoch())).as(what).isEqualTo(-1);
    }
  }

  private static boolean isAfter(String other, String name) {
    return other.matches("journal-[0-9]{19}") && other.compareTo(name) > 0;
  }

  private static void check(
      WrittenDirectory written, FaultyFileStore files, String name, int offset, String what)
      throws IOException {
    VerificationReport report = in(files.afterKill()).verify();

    boolean named = report.findings().stream().anyMatch(finding -> isOf(finding, name));
    if (report.isSound()) {
      assertThat(named || isNotNeeded(written, name)).as("%s: %s", what, report).isTrue();
      assertThat(written.openedHash(files.afterKill(), written.lastEpoch()))
          .as(what)
          .isEqualTo(written.lastHash());
    } else {
      assertThat(report.damages()).as(what).anyMatch(finding -> isOf(finding, name));
      assertThat(written.openedHash(files.afterKill(), written.lastEpoch()))
          .as("%s: %s", what, report)
          .isIn(-1L, written.lastHash());
    }
    assertThat(report.stateHash()).as(what).isIn(0L, written.hashAt(report.epoch()));
    salvage(written, files, name, offset, what, report);
  }

  /** What is about to be made, and segments before the older snapshot. */
  private static boolean isNotNeeded(WrittenDirectory written, String name) {
    return name.equals("journal-next")
        || in(written.files()).verify().findings().stream()
            .anyMatch(
                finding -> finding.file().equals(name) && finding.reason().contains("stand for"));
  }

  /** A segment that is gone is told by the one that does not follow. */
  private static boolean isOf(FileFinding finding, String name) {
    return finding.file().equals(name)
        || (name.startsWith("journal-") && finding.reason().contains("does not follow"))
        || (name.startsWith("journal-") && finding.reason().contains("before it are missing"));
  }

  private static void salvage(
      WrittenDirectory written,
      FaultyFileStore files,
      String name,
      int offset,
      String what,
      VerificationReport report)
      throws IOException {
    Map<String, byte[]> before = contents(files);
    FaultyFileStore copy = new FaultyFileStore();
    SalvageReport salvaged;
    try {
      salvaged = in(files).salvageTo(copy);
    } catch (StorageException nothing) {
      assertThat(nothing.kind()).as(what).isEqualTo(StorageException.Kind.DAMAGED);
      assertThat(report.epoch()).as("%s: %s", what, nothing).isZero();
      assertThat(copy.list()).isEmpty();
      assertThat(name).as(what).matches("(snapshot|runs|journal)-.*");
      return;
    }
    assertThat(contents(files)).usingRecursiveComparison().isEqualTo(before);
    assertThat(salvaged.stateHash()).as(what).isEqualTo(written.hashAt(salvaged.epoch()));
    assertThat(written.openedHash(copy, salvaged.epoch())).as(what).isEqualTo(salvaged.stateHash());
    assertThat(salvaged.epoch()).as(what).isEqualTo(report.epoch());
    long least =
        name.startsWith("journal-0") ? written.epochBefore(name, offset) : written.lastEpoch();
    if (!name.startsWith("snapshot") && !name.startsWith("runs")) {
      assertThat(salvaged.epoch()).as("%s: %s", what, report).isGreaterThanOrEqualTo(least);
    } else if (salvaged.epoch() > 0) {
      // Either snapshot leads to the end.
      assertThat(salvaged.epoch()).as("%s: %s", what, report).isGreaterThanOrEqualTo(least);
    }
  }

  @SeededTest(count = 2)
  void filesOfNobody_areOnlyNoted(long seed) throws IOException {
    WrittenDirectory written = new WrittenDirectory(seed, true);
    FaultyFileStore files = written.files();
    List<String> strangers =
        List.of("snapshot-00000000000000ff", "runs-00000000000000ff", "manifest-new", "notes.txt");
    strangers.forEach(name -> files.put(name, new byte[] {1, 2, 3}));

    VerificationReport report = EngineFiles.in(files).verify();

    assertThat(report.damages()).isEmpty();
    assertThat(report.findings())
        .filteredOn(finding -> strangers.contains(finding.file()))
        .hasSize(strangers.size());
    files.remove("manifest");
    StorageException refused =
        catchThrowableOfType(
            StorageException.class, () -> written.open(files, written.lastEpoch()));
    assertThat(refused.kind()).isEqualTo(StorageException.Kind.DAMAGED);
    assertThat(refused.file()).isEqualTo("manifest");
    assertThat(refused).hasMessageContaining("EngineFiles.verify");
  }
}
