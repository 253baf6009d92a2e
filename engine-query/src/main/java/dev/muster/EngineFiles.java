// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.shard.event.EventSeries;
import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.file.DirectoryFileStore;
import dev.muster.shard.file.FileStore;
import dev.muster.shard.journal.JournalOptions;
import dev.muster.shard.observe.Observers;
import dev.muster.shard.store.EngineDirectory;
import dev.muster.shard.store.Examination;
import dev.muster.shard.store.Finding;
import dev.muster.shard.store.Salvage;
import dev.muster.shard.store.StartingPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files of an engine's directory, for whoever looks after them: to tell whether they are whole,
 * and to copy what is whole of them.
 *
 * <p>The directory must not be open; while a call lasts, nobody can open it. Nothing in it is ever
 * changed, but for the file that is locked. Not thread-safe.
 */
public final class EngineFiles {

  private final Opening source;
  private @Nullable Duration dedupHorizon;
  private @Nullable EncryptionKeys keys;

  /** Where the files are; asked when they are needed. */
  private interface Opening {
    FileStore open() throws IOException;
  }

  private EngineFiles(Opening source) {
    this.source = source;
  }

  /** The files in {@code directory}. */
  public static EngineFiles in(Path directory) {
    Objects.requireNonNull(directory, "directory");
    return new EngineFiles(() -> DirectoryFileStore.openExisting(directory));
  }

  /** The files in a store that a test has made. */
  static EngineFiles in(FileStore store) {
    return new EngineFiles(() -> store);
  }

  /** The keys that the files are encrypted under, see {@link EngineBuilder#encryption}. */
  public EngineFiles encryption(EncryptionKeys encryptionKeys) {
    this.keys = Objects.requireNonNull(encryptionKeys, "encryptionKeys");
    return this;
  }

  /**
   * The dedup horizon that the engine was opened with, see {@link EngineBuilder#dedupHorizon}. It
   * is asked for only if the manifest, which has it, cannot be read.
   */
  public EngineFiles dedupHorizon(Duration horizon) {
    // The builder knows the limits.
    SegmentationEngine.builder(dev.muster.schema.Schema.builder().build()).dedupHorizon(horizon);
    this.dedupHorizon = horizon;
    return this;
  }

  /**
   * Reads every file and checks all that can be checked: checksums, whether the parts of each
   * snapshot fit each other, whether the journal goes on where the older snapshot ends, and, by
   * replaying it into memory, whether everything in it can be read.
   *
   * <p>Takes a few times as long as opening and as much memory as the engine; nothing of it stays.
   *
   * @throws StorageException if the directory is in use, is not there, or cannot be read
   */
  public VerificationReport verify() {
    return verify(false);
  }

  /**
   * As {@link #verify}, and replays the directory once more, from the newest snapshot: it must come
   * to the same state as from the older one. This finds what no checksum tells, a snapshot that was
   * written wrong.
   */
  public VerificationReport verifyDeeply() {
    return verify(true);
  }

  private VerificationReport verify(boolean deeply) {
    try (EngineDirectory directory = lock(source.open())) {
      Examination examination = directory.examine();
      List<FileFinding> findings = findings(examination);
      Duration horizon = horizon(examination);
      DirectoryReplay.Reached reached = null;
      if (horizon != null) {
        DirectoryReplay replay = new DirectoryReplay(directory, examination, horizon);
        reached = replay.fromAll(examination.startingPoints(), deeply);
        replay.findings().stream()
            .filter(finding -> !findings.contains(finding))
            .forEach(findings::add);
      }
      return report(examination, findings, reached);
    } catch (IOException e) {
      throw StorageException.of(e);
    }
  }

  private static VerificationReport report(
      Examination examination,
      List<FileFinding> findings,
      DirectoryReplay.@Nullable Reached reached) {
    return new VerificationReport(
        findings,
        reached == null ? 0 : reached.epoch(),
        examination.seenEpoch(),
        reached == null ? 0 : reached.profiles(),
        reached == null ? 0 : reached.events(),
        reached == null ? 0 : reached.stateHash(),
        examination.fileCount(),
        examination.sizeBytes());
  }

  /**
   * Copies what is known to be good of a damaged directory to {@code target}, which must be missing
   * or empty and can then be opened: the newest snapshot that is whole, if there is any, and from
   * there the journal up to the first epoch that is damaged or missing. What comes later is never
   * taken, since it may depend on what is missing. The copy is verified before this returns.
   *
   * <p>To be used when there is no newer backup. Look at what the report says is missing before the
   * copy takes the place of the directory.
   *
   * @throws IllegalArgumentException if there is anything in {@code target}
   * @throws IllegalStateException if the manifest cannot be read and no {@link #dedupHorizon} was
   *     given
   * @throws StorageException of the kind {@code DAMAGED} if nothing is known to be good; or if one
   *     of the directories is in use, is not there, or cannot be read or written
   */
  public SalvageReport salvageTo(Path target) {
    Objects.requireNonNull(target, "target");
    return salvageTo(() -> DirectoryFileStore.open(target));
  }

  /** As above, to a store that a test has made. */
  SalvageReport salvageTo(FileStore target) {
    return salvageTo(() -> target);
  }

  private SalvageReport salvageTo(Opening target) {
    try (EngineDirectory directory = lock(source.open())) {
      Examination examination = directory.examine();
      List<FileFinding> findings = findings(examination);
      Duration horizon = horizon(examination);
      if (examination.startingPoints().isEmpty()) {
        throw nothing(findings);
      }
      if (horizon == null) {
        throw new IllegalStateException(
            "the dedup horizon must be given, since the manifest cannot be read");
      }
      DirectoryReplay replay = new DirectoryReplay(directory, examination, horizon);
      DirectoryReplay.Reached best = null;
      for (StartingPoint start : examination.startingPoints()) {
        best = best == null ? replay.from(start) : best;
      }
      findings.addAll(replay.findings());
      if (best == null) {
        throw nothing(findings);
      }
      FileStore to = target.open();
      new Salvage(directory, examination).copyTo(to, best.start(), best.epoch(), horizon);
      EngineFiles copy = in(to);
      copy.keys = keys;
      requireSame(best, copy.verify());
      return new SalvageReport(
          best.epoch(),
          examination.seenEpoch(),
          best.profiles(),
          best.events(),
          best.stateHash(),
          findings);
    } catch (IOException e) {
      throw StorageException.of(e);
    }
  }

  private static StorageException nothing(List<FileFinding> findings) {
    FileFinding first =
        findings.isEmpty()
            ? new FileFinding(FileFinding.Severity.DAMAGE, "manifest", 0, "there is nothing")
            : findings.get(0);
    return StorageException.of(
        new DamagedFileException(
            first.file(),
            first.offset(),
            "nothing of the directory is known to be good: " + first.reason()));
  }

  private static void requireSame(DirectoryReplay.Reached read, VerificationReport copy)
      throws IOException {
    if (!copy.isSound() || copy.epoch() != read.epoch() || copy.stateHash() != read.stateHash()) {
      throw new IOException("the copy is not what was read, " + copy);
    }
  }

  private @Nullable Duration horizon(Examination examination) {
    Duration known = examination.dedupHorizon();
    return known == null ? dedupHorizon : known;
  }

  private EngineDirectory lock(FileStore store) throws IOException {
    return EngineDirectory.lock(
        store,
        new EngineDirectory.Options(
            JournalOptions.SEGMENT_BYTES_DEFAULT,
            Duration.ZERO,
            EventSeries.SEAL_EVENTS,
            Duration.ZERO,
            dev.muster.shard.store.SnapshotPolicy.NEVER,
            EngineStorage.ring(keys),
            Observers.nobody()));
  }

  private static List<FileFinding> findings(Examination examination) {
    List<FileFinding> findings = new ArrayList<>();
    examination.findings().forEach(found -> findings.add(finding(found)));
    return findings;
  }

  static FileFinding finding(Finding found) {
    return new FileFinding(
        found.isDamage() ? FileFinding.Severity.DAMAGE : FileFinding.Severity.NOTE,
        found.file(),
        found.offset(),
        found.reason());
  }
}
