// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.profile.Batch;
import dev.muster.profile.ProfileDocument;
import dev.muster.profile.ProfileId;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomDomain;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.shard.document.DocumentStorage;
import dev.muster.shard.document.DocumentStore;
import dev.muster.shard.document.HeapDocuments;
import dev.muster.shard.file.FaultyFileStore;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Documents of an engine with a directory. */
@Timeout(60)
class DurableDocumentTest {

  private static final long SEGMENT_BYTES = 1 << 16;
  private static final Schema SCHEMA =
      Schema.builder().attributes(StringAttribute.of("country")).build();
  private static final ProfileId ANA = ProfileId.of("ana");
  private static final ProfileId BEA = ProfileId.of("bea");
  private static final String SECRET = "what nobody may find again";

  private final FaultyFileStore store = new FaultyFileStore();

  private static EngineBuilder builder() {
    return SegmentationEngine.builder(SCHEMA)
        .purgeRows(1)
        .clock(new ManualClock(RandomDomain.BASE));
  }

  private static SegmentationEngine open(FaultyFileStore store) {
    return builder().documentsOnHeap().open(store, SEGMENT_BYTES);
  }

  private static void write(SegmentationEngine engine, ProfileId id, String name, String text) {
    engine.ingest(Batch.of(ProfileDocument.text(id, name, text)));
  }

  private static boolean holds(FaultyFileStore store, String prefix, String text)
      throws IOException {
    for (String name : store.list()) {
      String bytes = new String(store.bytes(name), StandardCharsets.ISO_8859_1);
      if (name.startsWith(prefix) && bytes.contains(text)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void snapshot_namesAFileOfDocuments_onlyIfThereAreAny() throws IOException {
    try (SegmentationEngine engine = open(store)) {
      engine.update(dev.muster.profile.ProfileUpdate.of(ANA));
      engine.snapshot();
      assertThat(store.list()).noneMatch(name -> name.startsWith("documents"));

      write(engine, ANA, "note", SECRET);
      engine.snapshot();
      assertThat(holds(store, "documents-", SECRET)).isTrue();
    }
    try (SegmentationEngine engine = open(store.afterPowerLoss(3))) {
      assertThat(engine.document(ANA, "note")).contains(SECRET.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void rewrittenDirectory_holdsNothingOfWhatWasRemoved() throws IOException {
    try (SegmentationEngine engine = open(store)) {
      write(engine, ANA, "note", SECRET + " one");
      write(engine, BEA, "note", SECRET + " two");
      write(engine, BEA, "other", "kept");
      engine.snapshot();
      assertThat(holds(store, "documents-", SECRET)).isTrue();
      engine.delete(ANA);
      engine.ingest(Batch.of(ProfileDocument.removal(BEA, "note")));

      engine.snapshot();
      assertThat(holds(store, "documents-0000000000000002", SECRET)).isFalse();
      engine.rewriteDirectory();

      assertThat(holds(store, "", SECRET)).isFalse();
      assertThat(holds(store, "documents-", "kept")).isTrue();
    }
  }

  @Test
  void documents_areEncryptedLikeAllElse() throws IOException {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) 3);
    try (SegmentationEngine engine =
        builder().documentsOnHeap().encryption(EncryptionKeys.of(key)).open(store, SEGMENT_BYTES)) {
      write(engine, ANA, "note", SECRET);
      engine.snapshot();
      assertThat(store.list()).anyMatch(name -> name.startsWith("documents-"));
      assertThat(holds(store, "", SECRET)).isFalse();
    }
  }

  @Test
  void directoryWithDocuments_isNotOpenedWithout() {
    try (SegmentationEngine engine = open(store)) {
      write(engine, ANA, "note", SECRET);
    }
    assertRefusedWithout(store.afterKill());
    FaultyFileStore after = store.afterKill();
    try (SegmentationEngine engine = open(after)) {
      engine.rewriteDirectory();
    }
    assertRefusedWithout(after.afterKill());
    try (SegmentationEngine engine = open(after.afterKill())) {
      engine.delete(ANA);
      engine.rewriteDirectory();
    }
  }

  private static void assertRefusedWithout(FaultyFileStore directory) {
    assertThatThrownBy(() -> builder().open(directory, SEGMENT_BYTES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the directory has documents, so it must be opened with EngineBuilder.documents");
    try (SegmentationEngine engine = open(directory)) {
      assertThat(engine.document(ANA, "note")).isPresent();
    }
  }

  /** Once a snapshot covers the removal of the last one, nothing speaks of documents any more. */
  @Test
  void directoryWhoseDocumentsAreGone_isOpenedWithout() {
    try (SegmentationEngine engine = open(store)) {
      write(engine, ANA, "note", SECRET);
      engine.delete(ANA);
      engine.snapshot();
    }
    builder().open(store.afterKill(), SEGMENT_BYTES).close();
  }

  @Test
  void damage_isTold() {
    try (SegmentationEngine engine = open(store)) {
      write(engine, ANA, "note", SECRET);
      engine.snapshot();
    }
    String name = "documents-0000000000000001";
    FaultyFileStore damaged = store.afterKill();
    byte[] bytes = damaged.bytes(name);
    bytes[bytes.length / 2] ^= 1;
    damaged.put(name, bytes);

    StorageException refused = catchThrowableOfType(StorageException.class, () -> open(damaged));

    assertThat(refused.kind()).isEqualTo(StorageException.Kind.DAMAGED);
    assertThat(refused.file()).isEqualTo(name);
    damaged.remove(name);
    assertThatThrownBy(() -> open(damaged))
        .hasMessageContaining(name + " is damaged at byte 0: it is missing");
  }

  /** A store with room for so many bytes. */
  private static DocumentStorage limited(AtomicLong bytesMax) {
    DocumentStorage heap = HeapDocuments.storage();
    return new DocumentStorage() {
      @Override
      public @Nullable DocumentStore reopen(UUID mark) throws IOException {
        return heap.reopen(mark);
      }

      @Override
      public DocumentStore create() throws IOException {
        DocumentStore target = heap.create();
        return (DocumentStore)
            Proxy.newProxyInstance(
                DocumentStore.class.getClassLoader(),
                new Class<?>[] {DocumentStore.class},
                (proxy, method, arguments) ->
                    method.getName().equals("hasRoom")
                        ? target.contentBytes() + (long) arguments[1] <= bytesMax.get()
                        : method.invoke(target, arguments));
      }
    };
  }

  @Test
  void fullStore_refusesTheWholeBatch_untilThereIsRoom() {
    AtomicLong room = new AtomicLong(100);
    SegmentationEngine engine = builder().documents(limited(room)).open(store, SEGMENT_BYTES);
    engine.ingest(Batch.of(ProfileDocument.of(ANA, "a", new byte[90])));
    Batch tooMuch =
        Batch.of(
            ProfileDocument.of(BEA, "a", new byte[4]), ProfileDocument.of(BEA, "b", new byte[7]));

    StorageException refused =
        catchThrowableOfType(StorageException.class, () -> engine.ingest(tooMuch));

    assertThat(refused.kind()).isEqualTo(StorageException.Kind.FULL);
    assertThat(refused).hasMessageContaining("no room left for the documents of the write");
    assertThat(engine.profile(BEA)).isEmpty();
    engine.ingest(Batch.of(ProfileDocument.removal(ANA, "a")));
    engine.ingest(tooMuch);
    assertThat(engine.profile(BEA)).isPresent();
    engine.close();

    room.set(10);
    StorageException smaller =
        catchThrowableOfType(
            StorageException.class,
            () -> builder().documents(limited(room)).open(store.afterKill(), SEGMENT_BYTES));
    assertThat(smaller.kind()).isEqualTo(StorageException.Kind.FULL);
    room.set(100);
    try (SegmentationEngine again =
        builder().documents(limited(room)).open(store.afterKill(), SEGMENT_BYTES)) {
      assertThat(again.document(BEA, "b")).contains(new byte[7]);
    }
  }
}
