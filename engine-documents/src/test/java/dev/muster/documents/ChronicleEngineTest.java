// SPDX-License-Identifier: Apache-2.0
package dev.muster.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.EngineBuilder;
import dev.muster.SegmentationEngine;
import dev.muster.StorageException;
import dev.muster.profile.Batch;
import dev.muster.profile.ProfileDocument;
import dev.muster.profile.ProfileId;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.shard.document.DocumentStorage;
import dev.muster.shard.document.DocumentStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Engines on real directories, with documents in mapped files. */
@Timeout(120)
class ChronicleEngineTest {

  private static final Schema SCHEMA =
      Schema.builder().attributes(StringAttribute.of("country")).build();

  @TempDir Path root;

  /** What {@code docs/documents.md} shows. */
  @Test
  void builder_takesMappedDocumentsInTheEnginesOwnDirectory() {
    Schema schema = SCHEMA;
    Path path = root.resolve("engine");
    ProfileId ana = ProfileId.of("ana");

    // region mapped
    DocumentStorage mapped =
        ChronicleDocuments.in(path.resolve("documents")).documentsMax(50_000).averageBytes(2_048);
    SegmentationEngine engine =
        SegmentationEngine.builder(schema).directory(path).documents(mapped).open();
    // endregion

    try (engine) {
      engine.ingest(Batch.of(ProfileDocument.text(ana, "note", "Prefers to be called.")));
      assertThat(engine.document(ana, "note")).isPresent();
    }
  }

  /** Tells whether the store was opened as it was. */
  private static final class Watched implements DocumentStorage {
    private final DocumentStorage storage;
    private boolean reopened;

    Watched(DocumentStorage storage) {
      this.storage = storage;
    }

    @Override
    public @Nullable DocumentStore reopen(UUID mark) throws IOException {
      DocumentStore store = storage.reopen(mark);
      reopened = store != null;
      return store;
    }

    @Override
    public DocumentStore create() throws IOException {
      return storage.create();
    }
  }

  private static Watched storage(Path directory) {
    return new Watched(
        ChronicleDocuments.in(directory.resolve("documents"))
            .documentsMax(2_000)
            .averageBytes(100));
  }

  private static EngineBuilder builder(Path directory) {
    return SegmentationEngine.builder(SCHEMA).directory(directory);
  }

  private static ProfileId id(int number) {
    return ProfileId.of("p" + number);
  }

  private static void write(SegmentationEngine engine, int from, int to) {
    for (int i = from; i < to; i++) {
      engine.ingest(Batch.of(ProfileDocument.text(id(i), "note", "text " + i)));
    }
  }

  private static void check(SegmentationEngine engine, int to) {
    for (int i = 0; i < to; i++) {
      assertThat(engine.document(id(i), "note"))
          .contains(("text " + i).getBytes(StandardCharsets.UTF_8));
    }
    assertThat(engine.document(id(to), "note")).isEmpty();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(path)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(path, to.resolve(from.relativize(path)));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Test
  void closedEngine_findsItsDocumentsAsTheyAre() {
    Path directory = root.resolve("engine");
    for (int opening = 0; opening < 3; opening++) {
      Watched storage = storage(directory);
      try (SegmentationEngine engine = builder(directory).documents(storage).open()) {
        assertThat(storage.reopened).isEqualTo(opening > 0);
        check(engine, opening * 50);
        write(engine, opening * 50, opening * 50 + 50);
        if (opening == 1) {
          engine.snapshot();
        }
      }
    }
  }

  /** The files of a running engine are those of one that was killed. */
  @Test
  void killedEngine_hasThemBuiltAnew() throws IOException {
    Path directory = root.resolve("engine");
    Path killed = root.resolve("killed");
    try (SegmentationEngine engine = builder(directory).documents(storage(directory)).open()) {
      write(engine, 0, 50);
    }
    try (SegmentationEngine engine = builder(directory).documents(storage(directory)).open()) {
      write(engine, 50, 100);
      engine.snapshot();
      write(engine, 100, 150);
      copy(directory, killed);
    }
    Watched storage = storage(killed);
    try (SegmentationEngine engine = builder(killed).documents(storage).open()) {
      assertThat(storage.reopened).isFalse();
      check(engine, 150);
    }
  }

  /**
   * A copy of a directory goes on by itself; the store of the other one is not taken for its own.
   */
  @Test
  void copyOfADirectory_doesNotTakeAStoreThatWentOn() throws IOException {
    Path directory = root.resolve("engine");
    Path documents = root.resolve("apart");
    try (SegmentationEngine engine = builder(directory).documents(storage(documents)).open()) {
      write(engine, 0, 10);
    }
    Path copy = root.resolve("copy");
    copy(directory, copy);
    try (SegmentationEngine engine = builder(directory).documents(storage(documents)).open()) {
      write(engine, 10, 20);
    }
    Watched storage = storage(documents);
    try (SegmentationEngine engine = builder(copy).documents(storage).open()) {
      assertThat(storage.reopened).isFalse();
      check(engine, 10);
    }
    try (SegmentationEngine engine = builder(directory).documents(storage(documents)).open()) {
      check(engine, 20);
    }
  }

  @Test
  void fullStore_refusesTheWrite_andALargerOneTakesAll() {
    Path directory = root.resolve("engine");
    try (SegmentationEngine engine = builder(directory).documents(storage(directory)).open()) {
      for (int i = 0; i < 2_000; i += 500) {
        ProfileDocument[] documents = new ProfileDocument[500];
        for (int k = 0; k < 500; k++) {
          documents[k] = ProfileDocument.text(id(i + k), "note", "text " + (i + k));
        }
        engine.ingest(Batch.of(documents));
      }
      StorageException refused =
          catchThrowableOfType(StorageException.class, () -> write(engine, 2_000, 2_001));

      assertThat(refused.kind()).isEqualTo(StorageException.Kind.FULL);
      assertThat(engine.profile(id(2_000))).isEmpty();
      engine.delete(id(1_999));
      write(engine, 1_999, 2_000);
    }
    DocumentStorage larger =
        ChronicleDocuments.in(directory.resolve("documents")).documentsMax(4_000).averageBytes(100);
    try (SegmentationEngine engine = builder(directory).documents(larger).open()) {
      check(engine, 2_000);
      write(engine, 2_000, 2_100);
      check(engine, 2_100);
    }
  }
}
