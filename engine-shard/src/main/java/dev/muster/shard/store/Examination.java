// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.shard.block.BlockReader;
import dev.muster.shard.crypt.BlockKeys;
import dev.muster.shard.directory.Directory;
import dev.muster.shard.event.EventSeries;
import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.file.FileStore;
import dev.muster.shard.file.StoredFile;
import dev.muster.shard.journal.JournalSurvey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that the files of a directory tell without being replayed: what is damaged, and from where a
 * replay may begin. Every file that counts is read whole, and none is changed.
 *
 * <p>Takes as long as reading the files twice. Holds the content of one snapshot at a time.
 */
public final class Examination {

  private static final Duration HORIZON_MAX = Duration.ofDays(365_000);

  /** What is wrong with one file beyond that is only counted. */
  private static final int FINDINGS_PER_FILE_MAX = 20;

  private final FileStore store;
  private final @Nullable BlockKeys keys;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> damaged = new HashSet<>();
  private final List<StartingPoint> startingPoints = new ArrayList<>();
  private final List<String> names;

  private @Nullable Manifest manifest;
  private UUID id = new UUID(0, 0);
  private long sizeBytes;
  private long seenEpoch;

  private Examination(FileStore store, @Nullable BlockKeys keys, List<String> names) {
    this.store = store;
    this.keys = keys;
    this.names = names;
  }

  static Examination of(EngineDirectory directory) throws IOException {
    FileStore store = directory.store();
    Examination examination = new Examination(store, directory.options().blockKeys(), store.list());
    examination.run();
    return examination;
  }

  private void run() throws IOException {
    for (String name : names) {
      try (StoredFile file = store.openToRead(name)) {
        sizeBytes += file.size();
      }
    }
    if (isNew()) {
      add(Finding.note(Manifest.NAME, "nothing has been written here yet"));
      return;
    }
    manifest();
    identity();
    List<Manifest.SnapshotFile> snapshots = manifest == null ? unnamed() : manifest.snapshots();
    for (Map.Entry<String, @Nullable RunFile> file : counting().entrySet()) {
      blocks(file.getKey(), file.getValue());
    }
    for (Manifest.SnapshotFile snapshot : snapshots) {
      content(snapshot);
    }
    if (snapshots.isEmpty() && JournalSurvey.firstEpoch(store) <= 1) {
      startingPoints.add(StartingPoint.beginning());
    }
    journal();
    noteOthers();
  }

  private void noteOthers() throws IOException {
    Set<String> counting = counting().keySet();
    for (String name : names) {
      if (!counting.contains(name)) {
        OtherFiles.reason(name, store, notNeededThrough())
            .map(r -> Finding.note(name, r))
            .ifPresent(this::add);
      }
    }
  }

  /** The epoch up to which snapshots stand for the journal. */
  private long notNeededThrough() throws IOException {
    return manifest == null
        ? Math.max(0, JournalSurvey.firstEpoch(store) - 1)
        : manifest.journalNotNeededThrough();
  }

  /** Whether nothing has been written yet, so that an opening would begin anew. */
  private boolean isNew() throws IOException {
    if (names.contains(Manifest.NAME) || names.stream().anyMatch(StoreNames::isNamedByManifest)) {
      return false;
    }
    if (JournalSurvey.firstEpoch(store) == 0) {
      return true;
    }
    UUID bears = JournalSurvey.directoryId(store).orElse(id);
    JournalSurvey.Outcome found = JournalSurvey.of(store, bears, 0, (file, frame) -> {});
    return found.damages().isEmpty() && found.seenEpoch() == 0 && found.tornTail().isEmpty();
  }

  private void manifest() throws IOException {
    if (!names.contains(Manifest.NAME)) {
      add(new Finding(true, Manifest.NAME, 0, "it is missing"));
      return;
    }
    try {
      Manifest read = Manifest.read(store);
      read.contradiction().ifPresent(reason -> add(Finding.damage(Manifest.NAME, reason)));
      boolean fits =
          !read.dedupHorizon().isNegative() && read.dedupHorizon().compareTo(HORIZON_MAX) <= 0;
      if (fits) {
        manifest = read;
      } else {
        add(
            Finding.damage(
                Manifest.NAME, "no engine has the dedup horizon " + read.dedupHorizon()));
      }
    } catch (DamagedFileException e) {
      add(Finding.damage(e));
    }
  }

  private void identity() throws IOException {
    try {
      id = DirectoryIdentity.read(store);
    } catch (DamagedFileException e) {
      add(Finding.damage(e));
      id = JournalSurvey.directoryId(store).orElse(id);
    }
  }

  /** The files of snapshots and runs that are to be read, with what is known of them. */
  private Map<String, @Nullable RunFile> counting() {
    Map<String, @Nullable RunFile> files = new HashMap<>();
    if (manifest == null) {
      names.stream().filter(StoreNames::isNamedByManifest).forEach(name -> files.put(name, null));
      return files;
    }
    for (Manifest.SnapshotFile snapshot : manifest.snapshots()) {
      files.put(
          snapshot.name(), new RunFile(snapshot.number(), snapshot.fileId(), snapshot.bytes()));
      snapshot.runFiles().forEach(file -> files.put(file.name(), file));
      DocumentFile documents = snapshot.documents();
      if (documents != null) {
        files.put(
            documents.name(),
            new RunFile(documents.number(), documents.fileId(), documents.bytes()));
      }
    }
    return files;
  }

  private void blocks(String name, @Nullable RunFile known) throws IOException {
    if (!names.contains(name)) {
      add(new Finding(true, name, 0, "it is missing"));
      return;
    }
    try (BlockReader in = BlockReader.open(store, name, kind(name), keys)) {
      if (known != null && (!in.fileId().equals(known.fileId()) || in.length() != known.bytes())) {
        add(Finding.damage(name, "it is not the file that the manifest names"));
      }
      List<DamagedFileException> bad = in.damagedBlocks();
      bad.stream().limit(FINDINGS_PER_FILE_MAX).map(Finding::damage).forEach(this::add);
      if (bad.size() > FINDINGS_PER_FILE_MAX) {
        add(Finding.damage(name, bad.size() + " blocks fail their checks in all"));
      }
    } catch (DamagedFileException e) {
      add(Finding.damage(e));
    }
  }

  private static int kind(String name) {
    if (StoreNames.isDocuments(name)) {
      return DocumentFile.KIND;
    }
    return StoreNames.isSnapshot(name) ? SnapshotSection.SNAPSHOT_KIND : SnapshotSection.RUNS_KIND;
  }

  /** What there is to go by without a manifest, newest first: a file with a trailer is whole. */
  private List<Manifest.SnapshotFile> unnamed() throws IOException {
    List<Manifest.SnapshotFile> found = new ArrayList<>();
    for (String name : names) {
      if (StoreNames.isSnapshot(name) && StoreNames.number(name) >= 0) {
        try (BlockReader in = BlockReader.open(store, name, SnapshotSection.SNAPSHOT_KIND, keys)) {
          SnapshotSection.SCHEMA.expect(in);
          found.add(
              new Manifest.SnapshotFile(
                  StoreNames.number(name),
                  in.readLong(),
                  in.fileId(),
                  in.length(),
                  List.of(),
                  unnamedDocuments(StoreNames.number(name))));
        } catch (DamagedFileException e) {
          // It is told when all blocks are read.
          continue;
        }
      }
    }
    found.sort((left, right) -> Long.compare(right.epoch(), left.epoch()));
    return found;
  }

  /** A snapshot without documents has no such file. */
  private @Nullable DocumentFile unnamedDocuments(long number) throws IOException {
    String name = StoreNames.documents(number);
    if (!names.contains(name)) {
      return null;
    }
    try (BlockReader in = BlockReader.open(store, name, DocumentFile.KIND, keys)) {
      return new DocumentFile(number, in.fileId(), in.length());
    }
  }

  private void content(Manifest.SnapshotFile snapshot) throws IOException {
    List<String> needed = snapshot.names();
    if (needed.stream().anyMatch(damaged::contains)) {
      return;
    }
    try {
      Directory directory = new Directory(1);
      SnapshotReader.Content content =
          new SnapshotReader(store, keys, EventSeries.SEAL_EVENTS)
              .read(snapshot, directory, chunks -> {});
      List<RunFile> files = content.places().files();
      Manifest.SnapshotFile whole =
          new Manifest.SnapshotFile(
              snapshot.number(),
              snapshot.epoch(),
              snapshot.fileId(),
              snapshot.bytes(),
              files,
              snapshot.documents());
      List<String> reasons =
          SnapshotCheck.reasons(content, directory, manifest == null ? files : snapshot.runFiles());
      if (snapshot.documents() != null) {
        snapshot.documents().read(store, keys, (profile, name, document) -> {});
      }
      reasons.forEach(reason -> add(Finding.damage(snapshot.name(), reason)));
      if (reasons.isEmpty()) {
        startingPoints.add(StartingPoint.of(whole, content.chunks().length));
      }
    } catch (DamagedFileException e) {
      if (!damaged.contains(e.file())) {
        add(Finding.damage(e));
      }
    }
  }

  private void journal() throws IOException {
    JournalSurvey.Outcome found =
        JournalSurvey.of(store, id, notNeededThrough(), (file, frame) -> {});
    found.damages().stream().map(Finding::damage).forEach(this::add);
    found
        .tornTail()
        .ifPresent(
            torn ->
                add(
                    new Finding(
                        false,
                        torn.file(),
                        torn.offset(),
                        "a crash left "
                            + torn.lengthBytes()
                            + " bytes, which opening cuts: "
                            + torn.reason())));
    long kept = manifest == null ? 0 : manifest.keptEpoch();
    if (found.seenEpoch() < kept) {
      add(
          Finding.damage(
              "journal",
              "it ends with epoch "
                  + found.seenEpoch()
                  + ", and the manifest knows of epoch "
                  + kept));
    }
    seenEpoch = Math.max(kept, found.seenEpoch());
    startingPoints.forEach(point -> seenEpoch = Math.max(seenEpoch, point.epoch()));
  }

  /** All that was found, in the order of the checks. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** Where a replay may begin, the newest state first; empty if nothing is whole. */
  public List<StartingPoint> startingPoints() {
    return List.copyOf(startingPoints);
  }

  /** For how long event ids are remembered, or null if nothing tells. */
  public @Nullable Duration dedupHorizon() {
    return manifest == null ? null : manifest.dedupHorizon();
  }

  /** The last epoch of which anything tells that it was written here. */
  public long seenEpoch() {
    return seenEpoch;
  }

  /** How many files there are, also such as mean nothing. */
  public int fileCount() {
    return names.size();
  }

  /** The sizes of all files together. */
  public long sizeBytes() {
    return sizeBytes;
  }

  FileStore store() {
    return store;
  }

  /** The number of the directory that the journal bears. */
  UUID id() {
    return id;
  }

  /** A number for snapshots that none has had. */
  long nextNumber() {
    long next = manifest == null ? 1 : manifest.nextNumber();
    for (String name : names) {
      if (StoreNames.isNamedByManifest(name)) {
        next = Math.max(next, StoreNames.number(name) + 1);
      }
    }
    return next;
  }

  private void add(Finding finding) {
    findings.add(finding);
    if (finding.isDamage()) {
      damaged.add(finding.file());
    }
  }
}
