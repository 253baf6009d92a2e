// SPDX-License-Identifier: Apache-2.0
package dev.muster.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.profile.ProfileDocument;
import dev.muster.profile.ProfileId;
import dev.muster.shard.document.DocumentStore;
import dev.muster.shard.file.DirectoryInUseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How mapped files are opened, closed, filled up and cleared. */
@Timeout(120)
class ChronicleDocumentsTest {

  private static final ProfileId ANA = ProfileId.of("ana-of-the-long-identifier");
  private static final UUID MARK = new UUID(1, 2);

  @TempDir Path directory;

  private ChronicleDocuments documents() {
    return ChronicleDocuments.in(directory).documentsMax(1_000).averageBytes(64);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void storeThatWasClosedUnderAMark_isThereAgain_once() throws IOException {
    DocumentStore store = documents().create();
    store.put(ANA, "n", bytes("one"));
    store.put(ANA, "m", bytes("two"));
    store.close(MARK);

    DocumentStore again = documents().reopen(MARK);

    assertThat(again).isNotNull();
    assertThat(again.get(ANA, "n")).isEqualTo(bytes("one"));
    assertThat(again.count()).isEqualTo(2);
    assertThat(again.contentBytes()).isEqualTo(6);
    again.close(null);
    assertThat(documents().reopen(MARK)).isNull();
  }

  @Test
  void storeThatWasNot_isNotOpenedAsItIs() throws IOException {
    DocumentStore store = documents().create();
    store.put(ANA, "n", bytes("one"));
    store.close(MARK);
    assertThat(documents().reopen(new UUID(1, 3))).isNull();

    documents().create().close(MARK);
    assertThat(documents().averageBytes(65).reopen(MARK)).isNull();

    documents().create().close(MARK);
    Files.delete(directory.resolve("names.map"));
    assertThat(documents().reopen(MARK)).isNull();

    documents().create().close(MARK);
    Files.write(directory.resolve("closed"), new byte[] {1, 2, 3});
    assertThat(documents().reopen(MARK)).isNull();

    DocumentStore empty = documents().create();
    assertThat(empty.get(ANA, "n")).isNull();
    assertThat(empty.count()).isZero();
    empty.close(null);
  }

  @Test
  void directory_isOneStoresAtATime() throws IOException {
    DocumentStore store = documents().create();

    assertThatThrownBy(() -> documents().create()).isInstanceOf(DirectoryInUseException.class);
    assertThatThrownBy(() -> documents().reopen(MARK)).isInstanceOf(DirectoryInUseException.class);
    store.close(null);
    store.close(null);
    documents().create().close(null);
  }

  @Test
  void closedStore_isNotRead() throws IOException {
    DocumentStore store = documents().create();
    store.put(ANA, "n", bytes("one"));
    store.close(null);

    assertThatThrownBy(() -> store.get(ANA, "n"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the documents are closed");
    assertThatThrownBy(() -> store.sizes(ANA)).isInstanceOf(IllegalStateException.class);
  }

  /** Freed room is not cleared by the map; here it is, identifiers and names included. */
  @Test
  void whatIsRemovedOrReplaced_leavesNoBytes() throws IOException {
    DocumentStore store = documents().create();
    store.put(ANA, "first-name", bytes("first secret, which is replaced by a longer one"));
    store.put(ANA, "second-name", bytes("second secret"));
    store.put(ProfileId.of("bea"), "third-name", bytes("third secret"));
    for (String written : new String[] {"first secret", "second-name", "third secret", "ana-of"}) {
      assertThat(isInFiles(written)).as(written).isTrue();
    }

    store.put(ANA, "first-name", bytes("now " + "longer ".repeat(30)));
    assertThat(isInFiles("first secret")).isFalse();
    store.remove(ANA, "second-name");
    assertThat(isInFiles("second secret")).isFalse();
    assertThat(isInFiles("second-name")).isFalse();
    store.removeAll(ANA);
    assertThat(isInFiles("longer longer")).isFalse();
    assertThat(isInFiles("ana-of")).isFalse();
    assertThat(isInFiles("third secret")).isTrue();
    store.close(null);
  }

  private boolean isInFiles(String text) throws IOException {
    for (String name : MapFiles.NAMES) {
      byte[] bytes = Files.readAllBytes(directory.resolve(name));
      if (new String(bytes, StandardCharsets.ISO_8859_1).contains(text)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void room_endsWithTheMostDocuments() throws IOException {
    DocumentStore store = documents().create();
    for (int i = 0; i < 1_000; i++) {
      assertThat(store.hasRoom(1, 100)).isTrue();
      store.put(ProfileId.of("p" + i), "n".repeat(200), new byte[100]);
    }

    assertThat(store.hasRoom(1, 0)).isFalse();
    store.remove(ProfileId.of("p7"), "n".repeat(200));
    assertThat(store.hasRoom(1, 100)).isTrue();
    assertThat(store.hasRoom(2, 100)).isFalse();
    store.close(null);
  }

  /**
   * As long as there is said to be room, there is: of any sizes, put and removed in any order, with
   * names as long as they may be.
   */
  @Test
  void whatIsSaidToHaveRoom_hasIt() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    DocumentStore store =
        ChronicleDocuments.in(directory).documentsMax(3_000).averageBytes(20_000).create();
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      ProfileId id = ProfileId.of("p".repeat(250) + random.nextInt(1_000));
      String name = "ą".repeat(199) + random.nextInt(8);
      int size = random.nextInt(10) == 0 ? random.nextInt(ProfileDocument.SIZE_MAX_BYTES) : 30;
      if (random.nextInt(100) < 3) {
        store.removeAll(id);
      } else if (store.hasRoom(1, size)) {
        store.put(id, name, new byte[size]);
      } else {
        refused++;
      }
    }

    assertThat(refused).isPositive();
    assertThat(store.contentBytes()).isGreaterThan(30_000_000);
    store.close(null);
  }

  @Test
  void options_areBounded() {
    assertThatThrownBy(() -> documents().documentsMax(0))
        .hasMessage("documentsMax must be in [1, 10^9], documentsMax=0");
    assertThatThrownBy(() -> documents().averageBytes(1 << 21))
        .hasMessage("averageBytes must be in [1, 2^20], averageBytes=2097152");
  }
}
