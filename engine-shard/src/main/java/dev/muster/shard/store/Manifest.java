// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.file.FileStore;
import dev.muster.shard.file.SmallFile;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a directory consists of: written last, as a whole, whenever that changes. What it does not
 * name does not count.
 *
 * @param dedupHorizon for how long event ids are remembered
 * @param keptEpoch the journal is known to reach to this epoch
 * @param nextNumber the number of the next snapshot and of its file of runs; never given twice
 * @param snapshots newest first; the journal reaches back to the last of them, or to the beginning
 */
record Manifest(
    Duration dedupHorizon, long keptEpoch, long nextNumber, List<SnapshotFile> snapshots) {

  static final String NAME = "manifest";

  private static final long MAGIC = 0x6D66_7265_7473_756DL; // "musterfm"
  private static final int VERSION = 1;

  /** More are never kept. */
  private static final int SNAPSHOTS_MAX = 2;

  private static final int RUN_FILES_MAX = 10_000;

  /**
   * A snapshot.
   *
   * @param number of the file
   * @param epoch whose state it holds
   * @param fileId drawn when it was written
   * @param bytes of content
   * @param runFiles what it points to
   * @param documents its documents, or null if there were none
   */
  record SnapshotFile(
      long number,
      long epoch,
      UUID fileId,
      long bytes,
      List<RunFile> runFiles,
      @Nullable DocumentFile documents) {

    SnapshotFile {
      runFiles = List.copyOf(runFiles);
    }

    /** Bytes of content of all that it consists of. */
    long contentBytes() {
      return bytes + runFiles.stream().mapToLong(RunFile::bytes).sum();
    }

    /** The name of the file. */
    String name() {
      return StoreNames.snapshot(number);
    }

    /** Bytes of what every snapshot writes anew. */
    long bytesAnew() {
      return bytes + (documents == null ? 0 : documents.bytes());
    }

    /** The names of all files that it consists of. */
    List<String> names() {
      List<String> names = new ArrayList<>(List.of(name()));
      runFiles.forEach(file -> names.add(file.name()));
      if (documents != null) {
        names.add(documents.name());
      }
      return names;
    }
  }

  Manifest {
    snapshots = List.copyOf(snapshots);
  }

  /** That of a directory in which nothing has been written yet. */
  static Manifest first(Duration dedupHorizon, long keptEpoch) {
    return new Manifest(dedupHorizon, keptEpoch, 1, List.of());
  }

  /** The manifest once {@code newest} is there too, and at most one of the others. */
  Manifest with(SnapshotFile newest, long kept, boolean alone) {
    List<SnapshotFile> next = new ArrayList<>();
    next.add(newest);
    snapshots.stream().limit(alone ? 0 : SNAPSHOTS_MAX - 1L).forEach(next::add);
    return new Manifest(dedupHorizon, kept, newest.number() + 1, next);
  }

  /** The names of all files of snapshots, runs and documents that count. */
  Set<String> names() {
    Set<String> names = new HashSet<>();
    for (SnapshotFile snapshot : snapshots) {
      names.addAll(snapshot.names());
    }
    return names;
  }

  /** What no engine would have written, if anything. */
  Optional<String> contradiction() {
    Map<Long, RunFile> runs = new HashMap<>();
    long number = nextNumber;
    long epoch = Long.MAX_VALUE;
    for (SnapshotFile snapshot : snapshots) {
      if (snapshot.number() >= number || snapshot.epoch() >= epoch) {
        return Optional.of("an older snapshot must have a smaller number and an earlier epoch");
      }
      number = snapshot.number();
      epoch = snapshot.epoch();
      for (RunFile file : snapshot.runFiles()) {
        RunFile same = runs.putIfAbsent(file.number(), file);
        if (file.number() > number || (same != null && !same.equals(file))) {
          return Optional.of("no snapshot before had the file of runs " + file.name());
        }
      }
    }
    return keptEpoch < 0 || epoch < 0 ? Optional.of("no epoch is negative") : Optional.empty();
  }

  /** Epochs up to this one are not needed from the journal; 0 if all are. */
  long journalNotNeededThrough() {
    return snapshots.isEmpty() ? 0 : snapshots.get(snapshots.size() - 1).epoch();
  }

  /** Writes it durably in place of the one before. */
  void write(FileStore store) throws IOException {
    prepare(store);
    commit(store);
  }

  /** Puts it in place of the one before. If it throws, nobody knows which of them is on disk. */
  static void commit(FileStore store) throws IOException {
    SmallFile.commit(store, NAME);
  }

  /** Writes it aside; the one before counts still. */
  void prepare(FileStore store) throws IOException {
    int files = snapshots.stream().mapToInt(snapshot -> snapshot.names().size()).sum();
    ByteBuffer content =
        ByteBuffer.allocate(28 + 13 * snapshots.size() + 32 * files)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(dedupHorizon.toMillis())
            .putLong(keptEpoch)
            .putLong(nextNumber)
            .putInt(snapshots.size());
    for (SnapshotFile snapshot : snapshots) {
      content.putLong(snapshot.epoch()).putInt(snapshot.runFiles().size());
      putFile(content, snapshot.number(), snapshot.fileId(), snapshot.bytes());
      snapshot
          .runFiles()
          .forEach(file -> putFile(content, file.number(), file.fileId(), file.bytes()));
      DocumentFile documents = snapshot.documents();
      content.put((byte) (documents == null ? 0 : 1));
      if (documents != null) {
        putFile(content, documents.number(), documents.fileId(), documents.bytes());
      }
    }
    SmallFile.prepare(store, NAME, MAGIC, VERSION, content.array());
  }

  private static void putFile(ByteBuffer content, long number, UUID fileId, long bytes) {
    content
        .putLong(number)
        .putLong(fileId.getMostSignificantBits())
        .putLong(fileId.getLeastSignificantBits())
        .putLong(bytes);
  }

  /**
   * Reads it.
   *
   * @throws DamagedFileException if it is not as it was written
   */
  static Manifest read(FileStore store) throws IOException {
    ByteBuffer content = SmallFile.read(store, NAME, MAGIC, VERSION);
    try {
      Manifest manifest = read(content);
      if (!content.hasRemaining()) {
        return manifest;
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      DamagedFileException damaged = new DamagedFileException(NAME, 16, "it cannot be read");
      damaged.initCause(e);
      throw damaged;
    }
    throw new DamagedFileException(NAME, 16, "there is more than a manifest");
  }

  private static Manifest read(ByteBuffer content) {
    Duration horizon = Duration.ofMillis(content.getLong());
    long kept = content.getLong();
    long nextNumber = content.getLong();
    List<SnapshotFile> snapshots = new ArrayList<>();
    for (int i = requireAtMost(SNAPSHOTS_MAX, content.getInt()); i > 0; i--) {
      long epoch = content.getLong();
      int runFiles = requireAtMost(RUN_FILES_MAX, content.getInt());
      RunFile own = readFile(content);
      List<RunFile> files = new ArrayList<>();
      for (int f = 0; f < runFiles; f++) {
        files.add(readFile(content));
      }
      DocumentFile documents = null;
      if (requireAtMost(1, content.get()) == 1) {
        RunFile file = readFile(content);
        documents = new DocumentFile(file.number(), file.fileId(), file.bytes());
      }
      snapshots.add(
          new SnapshotFile(own.number(), epoch, own.fileId(), own.bytes(), files, documents));
    }
    return new Manifest(horizon, kept, nextNumber, snapshots);
  }

  private static RunFile readFile(ByteBuffer content) {
    return new RunFile(
        content.getLong(), new UUID(content.getLong(), content.getLong()), content.getLong());
  }

  private static int requireAtMost(int max, int count) {
    if (count < 0 || count > max) {
      throw new IllegalArgumentException("count must be in [0, " + max + "], count=" + count);
    }
    return count;
  }
}
