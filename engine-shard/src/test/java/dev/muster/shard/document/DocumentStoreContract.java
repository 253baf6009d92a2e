// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.profile.ProfileDocument;
import dev.muster.profile.ProfileId;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.RandomDomain;
import dev.muster.reference.SeededTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every store of documents does. */
@Timeout(120)
public abstract class DocumentStoreContract {

  private static final ProfileId ANA = ProfileId.of("ana");

  /** An empty store, which takes what is written here. */
  protected abstract DocumentStore create() throws IOException;

  /** What a map of maps would hold. */
  @SeededTest(count = 30)
  void store_agreesWithAMap(long seed) throws IOException {
    RandomDomain domain = new RandomDomain(seed);
    RandomChoice choice = domain.choice();
    Map<ProfileId, Map<String, byte[]>> model = new HashMap<>();
    DocumentStore store = create();
    for (int i = 0; i < 200; i++) {
      ProfileDocument document = domain.document();
      ProfileId id = document.profileId();
      if (choice.chance(10)) {
        store.removeAll(id);
        model.remove(id);
      } else if (document.isRemoval()) {
        store.remove(id, document.name());
        model.getOrDefault(id, new HashMap<>()).remove(document.name());
      } else {
        store.put(id, document.name(), document.content().orElseThrow());
        model
            .computeIfAbsent(id, each -> new HashMap<>())
            .put(document.name(), document.content().orElseThrow());
      }
      assertThat(flat(store, id)).isEqualTo(flat(model.getOrDefault(id, Map.of())));
    }

    Map<ProfileId, Map<String, byte[]>> shown = new HashMap<>();
    store.forEach(
        (id, name, content) ->
            assertThat(shown.computeIfAbsent(id, each -> new HashMap<>()).put(name, content))
                .as("shown twice")
                .isNull());
    for (ProfileId id : RandomDomain.profileIds()) {
      assertThat(flat(shown.getOrDefault(id, Map.of())))
          .isEqualTo(flat(model.getOrDefault(id, Map.of())));
    }
    List<byte[]> contents = new ArrayList<>();
    model.values().forEach(documents -> contents.addAll(documents.values()));
    assertThat(store.count()).isEqualTo(contents.size());
    assertThat(store.contentBytes())
        .isEqualTo(contents.stream().mapToLong(content -> content.length).sum());
    store.close(null);
  }

  private static Set<String> flat(DocumentStore store, ProfileId id) {
    Map<String, byte[]> found = new HashMap<>();
    store
        .sizes(id)
        .forEach(
            (name, size) -> {
              byte[] content = store.get(id, name);
              assertThat(content).hasSize(size);
              found.put(name, content);
            });
    assertThat(store.get(id, "never put")).isNull();
    return flat(found);
  }

  private static Set<String> flat(Map<String, byte[]> documents) {
    Set<String> flat = new HashSet<>();
    documents.forEach((name, content) -> flat.add(name + "=" + Arrays.toString(content)));
    return flat;
  }

  @Test
  void largestDocuments_findRoom() throws IOException {
    DocumentStore store = create();
    byte[] large = new byte[ProfileDocument.SIZE_MAX_BYTES];
    Arrays.fill(large, (byte) 5);
    for (int i = 0; i < 3; i++) {
      assertThat(store.hasRoom(1, large.length)).isTrue();
      store.put(ANA, "n" + i, large);
    }

    assertThat(store.get(ANA, "n2")).isEqualTo(large);
    assertThat(store.contentBytes()).isEqualTo(3L * large.length);
    store.removeAll(ANA);
    assertThat(store.count()).isZero();
    store.close(null);
  }

  @Test
  void aThousandLongNames_findRoom() throws IOException {
    DocumentStore store = create();
    for (int i = 0; i < ProfileDocument.PER_PROFILE_MAX; i++) {
      store.put(ANA, "ą".repeat(196) + (1_000 + i), new byte[] {1});
    }

    assertThat(store.sizes(ANA)).hasSize(ProfileDocument.PER_PROFILE_MAX).containsValue(1);
    store.removeAll(ANA);
    assertThat(store.sizes(ANA)).isEmpty();
    store.close(null);
  }

  @Test
  void what_isGiven_isTheReadersOwn() throws IOException {
    DocumentStore store = create();
    store.put(ANA, "n", new byte[] {1, 2});

    byte[] read = store.get(ANA, "n");
    read[0] = 9;

    assertThat(store.get(ANA, "n")).containsExactly(1, 2);
    store.close(null);
  }

  /** What is not written is shown, and whole, while everything around it changes. */
  @Test
  void reading_whileItIsWritten() throws Exception {
    DocumentStore store = create();
    for (int i = 0; i < 200; i++) {
      store.put(ProfileId.of("still" + i), "n", filled(i));
    }
    AtomicBoolean done = new AtomicBoolean();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                while (!done.get()) {
                  readAll(store);
                }
              } catch (Throwable e) {
                failure.set(e);
              }
            });
    reader.start();
    for (int round = 0; round < 3_000; round++) {
      ProfileId id = ProfileId.of("moving" + round % 20);
      if (round % 7 == 6) {
        store.removeAll(id);
      } else {
        store.put(id, "n" + round % 3, filled(round));
      }
    }
    done.set(true);
    reader.join();

    assertThat(failure.get()).isNull();
    store.close(null);
  }

  private static byte[] filled(int number) {
    byte[] content = new byte[1 + number % 400];
    Arrays.fill(content, (byte) (content.length % 127));
    return content;
  }

  private static void readAll(DocumentStore store) throws IOException {
    Set<String> still = new HashSet<>();
    store.forEach(
        (id, name, content) -> {
          assertThat(content).containsOnly((byte) (content.length % 127));
          if (id.value().startsWith("still")) {
            still.add(id.value());
          }
        });
    assertThat(still).hasSize(200);
    store.sizes(ProfileId.of("moving1"));
    byte[] content = store.get(ProfileId.of("moving2"), "n1");
    assertThat(content == null ? new byte[] {1} : content).isNotEmpty();
  }
}
