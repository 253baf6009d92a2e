// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Operation;
import dev.muster.profile.Profile;
import dev.muster.profile.ProfileDeletion;
import dev.muster.profile.ProfileDocument;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.profile.RejectedOperationException;
import dev.muster.profile.RejectedOperationException.Reason;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomDomain;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Documents of an engine in memory. */
@Timeout(60)
class DocumentTest {

  private static final StringAttribute COUNTRY = StringAttribute.of("country");
  private static final Schema SCHEMA = Schema.builder().attributes(COUNTRY).build();
  private static final ProfileId ANA = ProfileId.of("ana");
  private static final ProfileId BEA = ProfileId.of("bea");

  private final SegmentationEngine engine =
      SegmentationEngine.builder(SCHEMA)
          .clock(new ManualClock(RandomDomain.BASE))
          .documentsOnHeap()
          .open();

  @AfterEach
  void close() {
    engine.close();
  }

  private static ProfileDocument text(ProfileId id, String name, String text) {
    return ProfileDocument.text(id, name, text);
  }

  private String read(ProfileId id, String name) {
    return engine
        .document(id, name)
        .map(content -> new String(content, StandardCharsets.UTF_8))
        .orElse(null);
  }

  private void write(Operation... operations) {
    engine.ingest(Batch.of(operations));
  }

  @Test
  void document_isKept_replaced_andRemoved() {
    write(text(ANA, "note", "one"), text(ANA, "other", ""));
    assertThat(read(ANA, "note")).isEqualTo("one");
    assertThat(read(ANA, "other")).isEmpty();

    write(text(ANA, "note", "another one"));
    assertThat(read(ANA, "note")).isEqualTo("another one");
    assertThat(engine.profile(ANA).orElseThrow().documents())
        .isEqualTo(Map.of("note", 11, "other", 0));

    write(ProfileDocument.removal(ANA, "note"));
    assertThat(read(ANA, "note")).isNull();
    assertThat(engine.profile(ANA).orElseThrow().documents()).isEqualTo(Map.of("other", 0));
    assertThat(engine.document(BEA, "note")).isEmpty();
  }

  @Test
  void document_createsAProfile_andItsRemovalDoesNot() {
    write(text(ANA, "note", "one"), ProfileDocument.removal(BEA, "note"));

    assertThat(engine.profile(ANA))
        .contains(new Profile(ANA, Map.of(), List.of(), Map.of("note", 3)));
    assertThat(engine.profile(BEA)).isEmpty();
    assertThat(engine.count(Predicate.everyone())).isEqualTo(1);
  }

  @Test
  void names_areAnyTextAndComparedLetterByLetter() {
    write(text(ANA, "a", "1"), text(ANA, "A", "2"), text(ANA, "a\0", "3"), text(ANA, "ąż😀", "4"));

    assertThat(read(ANA, "a")).isEqualTo("1");
    assertThat(read(ANA, "A")).isEqualTo("2");
    assertThat(read(ANA, "a\0")).isEqualTo("3");
    assertThat(read(ANA, "ąż😀")).isEqualTo("4");
  }

  @Test
  void deletedProfile_hasNone_alsoWhenItBeginsAnew() {
    write(text(ANA, "note", "one"), text(BEA, "note", "b"));

    write(new ProfileDeletion(ANA), ProfileUpdate.of(ANA).set(COUNTRY, "PL"));

    assertThat(engine.document(ANA, "note")).isEmpty();
    assertThat(engine.profile(ANA).orElseThrow().documents()).isEmpty();
    engine.delete(BEA);
    assertThat(engine.document(BEA, "note")).isEmpty();
    write(ProfileUpdate.of(BEA));
    assertThat(engine.profile(BEA).orElseThrow().documents()).isEmpty();
  }

  @Test
  void operationsOfOneBatch_takeEffectInOrder() {
    write(
        text(ANA, "a", "1"),
        new ProfileDeletion(ANA),
        text(ANA, "b", "2"),
        text(ANA, "c", "3"),
        ProfileDocument.removal(ANA, "b"),
        text(BEA, "a", "4"),
        new ProfileDeletion(BEA));

    assertThat(engine.profile(ANA).orElseThrow().documents()).isEqualTo(Map.of("c", 1));
    assertThat(engine.document(ANA, "a")).isEmpty();
    assertThat(engine.document(BEA, "a")).isEmpty();
  }

  @Test
  void duplicateBatch_changesNoDocument() {
    engine.ingest(Batch.of(text(ANA, "note", "new")).from("crm", 2));

    engine.ingest(Batch.of(text(ANA, "note", "old")).from("crm", 1));

    assertThat(read(ANA, "note")).isEqualTo("new");
  }

  @Test
  void content_isTheCallersOwn() {
    byte[] large = new byte[ProfileDocument.SIZE_MAX_BYTES];
    Arrays.fill(large, (byte) 7);
    write(ProfileDocument.of(ANA, "large", large));

    engine.document(ANA, "large").orElseThrow()[5] = 0;
    large[6] = 0;

    byte[] read = engine.document(ANA, "large").orElseThrow();
    assertThat(read).hasSize(ProfileDocument.SIZE_MAX_BYTES).containsOnly(7);
  }

  @Test
  void profile_hasAtMost1000() {
    List<Operation> all = new ArrayList<>();
    for (int i = 0; i < ProfileDocument.PER_PROFILE_MAX; i++) {
      all.add(text(ANA, "n" + i, "x"));
    }
    engine.ingest(Batch.of(all));

    RejectedOperationException refused =
        catchThrowableOfType(
            RejectedOperationException.class,
            () -> write(text(BEA, "a", "b"), text(ANA, "one more", "x")));

    assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_DOCUMENTS);
    assertThat(refused)
        .hasMessageContaining("a profile may have at most 1000 documents, profile=ana");
    assertThat(engine.profile(BEA)).isEmpty();
    write(text(ANA, "n7", "replaced"));
    write(ProfileDocument.removal(ANA, "n8"));
    write(text(ANA, "one more", "x"));
    assertThat(read(ANA, "n7")).isEqualTo("replaced");
    assertThat(engine.profile(ANA).orElseThrow().documents()).hasSize(1_000);
  }

  @Test
  void engineWithoutDocuments_refusesThem_beforeAnythingIsChanged() {
    try (SegmentationEngine without = SegmentationEngine.builder(SCHEMA).open()) {
      RejectedOperationException refused =
          catchThrowableOfType(
              RejectedOperationException.class,
              () ->
                  without.ingest(
                      Batch.of(ProfileUpdate.of(BEA), text(ANA, "note", "secret text"))));

      assertThat(refused.reason()).isEqualTo(Reason.NO_DOCUMENTS);
      assertThat(refused.operationIndex()).isEqualTo(1);
      assertThat(refused)
          .hasMessage(
              "operation 1: the engine keeps no documents, see EngineBuilder.documents,"
                  + " found document 'note' of ana, 11 bytes");
      assertThat(without.count(Predicate.everyone())).isZero();
      assertThat(without.document(ANA, "note")).isEmpty();
      without.delete(ANA);
    }
  }

  @Test
  void closedEngine_showsNone() {
    write(text(ANA, "note", "one"));
    engine.close();

    assertThatThrownBy(() -> engine.document(ANA, "note"))
        .isInstanceOf(EngineClosedException.class);
  }

  /** A reader sees one content or another, never a part, and an acknowledged one at once. */
  @Test
  void readers_seeWholeDocuments_whileTheyAreReplaced() throws InterruptedException {
    AtomicBoolean written = new AtomicBoolean();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                while (!written.get()) {
                  engine
                      .document(ANA, "note")
                      .ifPresent(
                          content ->
                              assertThat(content).containsOnly((byte) (content.length % 127)));
                  engine.profile(ANA);
                }
              } catch (Throwable e) {
                failure.set(e);
              }
            });
    reader.start();
    for (int i = 0; i < 2_000; i++) {
      byte[] content = new byte[1 + i % 300];
      Arrays.fill(content, (byte) (content.length % 127));
      write(i % 50 == 49 ? new ProfileDeletion(ANA) : ProfileDocument.of(ANA, "note", content));
      if (i % 50 != 49) {
        assertThat(engine.document(ANA, "note")).contains(content);
      }
    }
    written.set(true);
    reader.join();

    assertThat(failure.get()).isNull();
  }
}
