// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomDomain;
import dev.muster.schema.EventType;
import dev.muster.schema.Property;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;
import dev.muster.segment.Segment;
import dev.muster.shard.file.FaultyFileStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an engine writes to its directory under keys can be read with them, and only with them. */
@Timeout(60)
class EncryptedDirectoryTest {

  private static final long SEGMENT_BYTES = 1 << 14;
  private static final StringAttribute CITY = StringAttribute.of("attribute-name");
  private static final StringProperty SHOP = StringProperty.of("property-name");
  private static final EventType BUY = EventType.of("type-name", List.<Property<?>>of(SHOP));
  private static final Schema SCHEMA = Schema.builder().attributes(CITY).eventTypes(BUY).build();
  private static final Predicate IN_CITY = CITY.is("secret-city");

  /** Everything here is written somewhere, and none of it may be read. */
  private static final List<String> SECRETS =
      List.of(
          "attribute-name",
          "property-name",
          "type-name",
          "secret-city",
          "secret-shop",
          "secret-profile",
          "secret-event",
          "secret-segment",
          "secret-producer");

  private static byte[] key(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return key;
  }

  private static final EncryptionKeys FIRST = EncryptionKeys.of(key(7));
  private static final EncryptionKeys SECOND = EncryptionKeys.of(2, Map.of(1, key(7), 2, key(8)));
  private static final EncryptionKeys SECOND_ALONE = EncryptionKeys.of(2, Map.of(2, key(8)));

  private static SegmentationEngine open(FaultyFileStore store, EncryptionKeys... keys) {
    EngineBuilder builder =
        SegmentationEngine.builder(SCHEMA)
            .clock(new ManualClock(RandomDomain.BASE))
            .sealEvents(4)
            .purgeRows(1)
            .shards(2);
    return (keys.length == 0 ? builder : builder.encryption(keys[0])).open(store, SEGMENT_BYTES);
  }

  private static void write(SegmentationEngine engine, int from) {
    for (int i = from; i < from + 30; i++) {
      engine.update(ProfileUpdate.of("secret-profile" + i).set(CITY, "secret-city"));
      engine.record(
          Event.of(ProfileId.of("secret-profile" + i % 5), BUY, RandomDomain.BASE)
              .with(SHOP, "secret-shop" + i)
              .id("secret-event" + i));
    }
    engine.segments().define(Segment.of("secret-segment" + from, IN_CITY));
  }

  private static List<String> readable(FaultyFileStore store) throws IOException {
    List<String> found = new ArrayList<>();
    for (String name : store.list()) {
      String content = new String(store.bytes(name), StandardCharsets.ISO_8859_1);
      SECRETS.stream().filter(content::contains).forEach(secret -> found.add(name + ": " + secret));
    }
    return found;
  }

  @Test
  void nothingThatIsWritten_canBeRead() throws IOException {
    FaultyFileStore plain = new FaultyFileStore();
    FaultyFileStore encrypted = new FaultyFileStore();
    try (SegmentationEngine open = open(plain);
        SegmentationEngine sealed = open(encrypted, FIRST)) {
      for (SegmentationEngine engine : List.of(open, sealed)) {
        write(engine, 0);
        engine.snapshot();
        write(engine, 30);
      }
    }

    assertThat(readable(plain)).as("the search finds what there is").hasSizeGreaterThan(5);
    assertThat(readable(encrypted)).isEmpty();
    try (SegmentationEngine again = open(encrypted.afterKill(), FIRST)) {
      assertThat(again.count(IN_CITY)).isEqualTo(60);
      assertThat(again.count(Predicate.inSegment("secret-segment30"))).isEqualTo(60);
    }
  }

  @Test
  void withoutTheRightKey_nothingOpens() {
    for (boolean snapshot : new boolean[] {false, true}) {
      FaultyFileStore store = new FaultyFileStore();
      try (SegmentationEngine engine = open(store, FIRST)) {
        write(engine, 0);
        if (snapshot) {
          engine.rewriteDirectory();
        }
      }
      List<EncryptionKeys[]> wrong =
          List.of(
              new EncryptionKeys[0],
              new EncryptionKeys[] {SECOND_ALONE},
              new EncryptionKeys[] {EncryptionKeys.of(key(9))});
      for (EncryptionKeys[] keys : wrong) {
        StorageException refused =
            catchThrowableOfType(StorageException.class, () -> open(store.afterKill(), keys));

        assertThat(refused.kind()).isEqualTo(StorageException.Kind.WRONG_KEY);
        assertThat(refused).hasMessageContaining("key 1");
      }
      try (SegmentationEngine engine = open(store.afterKill(), SECOND)) {
        assertThat(engine.count(IN_CITY)).isEqualTo(30);
      }
    }
  }

  @Test
  void rewriting_leavesNothingUnderAnEarlierKey() {
    FaultyFileStore store = new FaultyFileStore();
    long hash;
    try (SegmentationEngine engine = open(store, FIRST)) {
      write(engine, 0);
      engine.snapshot();
      write(engine, 30);
    }
    FaultyFileStore next = store.afterKill();
    try (SegmentationEngine engine = open(next, SECOND)) {
      write(engine, 60);
      engine.rewriteDirectory();
      hash = engine.stateHash();
    }

    try (SegmentationEngine engine = open(next.afterKill(), SECOND_ALONE)) {
      assertThat(engine.stateHash()).isEqualTo(hash);
      assertThat(engine.count(IN_CITY)).isEqualTo(90);
    }
  }

  @Test
  void directoryThatWasReadable_isEncryptedByRewriting() throws IOException {
    FaultyFileStore store = new FaultyFileStore();
    long hash;
    try (SegmentationEngine engine = open(store)) {
      write(engine, 0);
      engine.snapshot();
      write(engine, 30);
    }
    FaultyFileStore next = store.afterKill();
    try (SegmentationEngine engine = open(next, FIRST)) {
      assertThat(readable(next)).isNotEmpty();
      engine.rewriteDirectory();
      assertThat(readable(next)).isEmpty();
      write(engine, 60);
      hash = engine.stateHash();
    }

    assertThat(readable(next)).isEmpty();
    try (SegmentationEngine engine = open(next.afterKill(), FIRST)) {
      assertThat(engine.stateHash()).isEqualTo(hash);
    }
  }

  @Test
  void keys_areChecked() {
    assertThatThrownBy(() -> EncryptionKeys.of(new byte[16]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a key must have a positive number and 32 bytes, number=1 bytes=16");
    assertThatThrownBy(() -> EncryptionKeys.of(2, Map.of(1, key(1))))
        .hasMessage("currentId must be the number of a key, currentId=2 numbers=[1]");
    assertThatThrownBy(() -> EncryptionKeys.of(new byte[32]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a key must not be all zeros, number=1");
    assertThat(SECOND).hasToString("keys [1, 2], current 2");
  }
}
