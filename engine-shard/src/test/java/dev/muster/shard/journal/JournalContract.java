// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

import static dev.muster.shard.journal.JournalHistory.DIRECTORY_ID;
import static dev.muster.shard.journal.JournalHistory.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.file.FileStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a journal does on any file store. */
abstract class JournalContract {

  /** A store with no files. */
  abstract FileStore store();

  @Test
  void frames_areReadAsTheyWereAppended() throws IOException {
    try (Journal journal = Journal.create(store(), OPTIONS, 1)) {
      append(journal, 1, 3, 1, 2, 3);
      append(journal, 2, 0);
      append(journal, 9, 1, 4);
    }

    try (Journal journal = Journal.open(store(), OPTIONS, 0, collect())) {
      assertThat(read).containsExactly("1: 3 [1, 2, 3]", "2: 0 []", "9: 1 [4]");
      assertThat(journal.lastEpoch()).isEqualTo(9);
      assertThat(journal.forcedEpoch()).isEqualTo(9);
      assertThat(journal.tornTail()).isEmpty();
    }
  }

  @Test
  void payload_isGivenReadOnlyAndLittleEndian() throws IOException {
    try (Journal journal = Journal.create(store(), OPTIONS, 1)) {
      append(journal, 1, 1, 1, 2, 3, 4);
    }

    JournalReader.read(
        store(),
        OPTIONS,
        0,
        frame -> {
          assertThat(frame.payload().isReadOnly()).isTrue();
          assertThat(frame.payload().order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
          assertThat(frame.payload().getInt(0)).isEqualTo(0x04030201);
          read.add("seen");
        });
    assertThat(read).hasSize(1);
  }

  @Test
  void append_takesPartsAndLeavesThemAsTheyAre() throws IOException {
    ByteBuffer first = ByteBuffer.wrap(new byte[] {9, 1, 2, 9}).position(1).limit(3);
    ByteBuffer second = ByteBuffer.allocateDirect(1).put(0, (byte) 3);
    try (Journal journal = Journal.create(store(), OPTIONS, 1)) {
      journal.prepare(3);
      journal.append(1, 2, first, ByteBuffer.allocate(0), second);
    }

    readAfter(0);
    assertThat(read).containsExactly("1: 2 [1, 2, 3]");
    assertThat(first.position()).isEqualTo(1);
    assertThat(second.remaining()).isEqualTo(1);
  }

  @Test
  void open_visitsFramesAfterTheEpochAsked() throws IOException {
    try (Journal journal = Journal.create(store(), OPTIONS, 1)) {
      for (int epoch = 2; epoch <= 100; epoch += 2) {
        append(journal, epoch, 1, new byte[100]);
      }
      assertThat(journal.segmentCount()).isGreaterThan(5);
    }

    readAfter(94);
    assertThat(read).hasSize(3);
    read.clear();
    readAfter(93);
    assertThat(read).hasSize(4);
    read.clear();
    readAfter(100);
    readAfter(1_000);
    assertThat(read).isEmpty();
  }

  @Test
  void epochsAscend() throws IOException {
    try (Journal journal = Journal.create(store(), OPTIONS, 5)) {
      assertThat(journal.lastEpoch()).isEqualTo(4);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> journal.append(4, 0))
          .withMessage("epoch must be in (4, 2^63 - 1), epoch=4");
      append(journal, 5, 0);
      assertThatIllegalArgumentException().isThrownBy(() -> journal.append(5, 0));
      assertThatIllegalArgumentException().isThrownBy(() -> journal.append(Long.MAX_VALUE, 0));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> journal.append(6, -1))
          .withMessage("recordCount must not be negative, recordCount=-1");
    }
    readAfter(4);
    assertThat(read).containsExactly("5: 0 []");
  }

  @Test
  void append_needsPreparedRoom() throws IOException {
    try (Journal journal = Journal.create(store(), OPTIONS, 1)) {
      // Header 64, frame header 48, end mark 48: 864 of 1,024 bytes are left.
      assertThat(journal.hasRoom(864)).isTrue();
      assertThat(journal.hasRoom(865)).isFalse();
      assertThatIllegalStateException()
          .isThrownBy(() -> journal.append(1, 0, ByteBuffer.allocate(865)))
          .withMessage("room must be prepared before appending, payloadBytes=865");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> journal.prepare((1 << 30) + 1))
          .withMessage("a payload must have [0, 1073741824] bytes, payloadBytes=1073741825");

      journal.prepare(865);
      journal.append(1, 0, ByteBuffer.allocate(865));

      assertThat(journal.segmentCount()).isEqualTo(1);
    }
    readAfter(0);
    assertThat(read).hasSize(1);
  }

  @Test
  void frameLargerThanASegment_getsOneOfItsSize() throws IOException {
    try (Journal journal = Journal.create(store(), OPTIONS, 1)) {
      append(journal, 1, 1, 1);
      append(journal, 2, 1, new byte[5_000]);
      append(journal, 3, 1, 3);

      // What it leaves of its last sector is used.
      assertThat(journal.segmentCount()).isEqualTo(2);
    }
    readAfter(1);
    assertThat(read).hasSize(2);
    assertThat(read.get(1)).isEqualTo("3: 1 [3]");
  }

  @Test
  void force_movesTheForcedEpoch() throws IOException {
    try (Journal journal = Journal.create(store(), OPTIONS, 1)) {
      append(journal, 1, 0);
      append(journal, 2, 0);
      assertThat(journal.forcedEpoch()).isZero();

      journal.force();

      assertThat(journal.forcedEpoch()).isEqualTo(2);
    }
  }

  @Test
  void prepareNext_makesTheNextSegmentAhead() throws IOException {
    try (Journal journal = Journal.create(store(), OPTIONS, 1)) {
      assertThat(journal.isNextPrepared()).isFalse();
      journal.prepareNext();
      assertThat(journal.isNextPrepared()).isTrue();
      append(journal, 1, 0, new byte[850]);
      append(journal, 2, 0, new byte[850]);
      assertThat(journal.isNextPrepared()).isFalse();
      assertThat(store().list())
          .containsExactly("journal-0000000000000000001", "journal-0000000000000000002");
    }
  }

  @Test
  void dropThrough_deletesWholeSegmentsAndNeverTheLast() throws IOException {
    try (Journal journal = Journal.create(store(), OPTIONS, 1)) {
      for (int epoch = 1; epoch <= 10; epoch++) {
        append(journal, epoch, 1, new byte[400]);
      }
      assertThat(journal.segmentCount()).isEqualTo(5);

      assertThat(journal.dropThrough(1)).isZero();
      assertThat(journal.dropThrough(5)).isEqualTo(2);
      assertThat(journal.segmentCount()).isEqualTo(3);
      readAfter(4);
      assertThat(read).hasSize(6);
      assertThatExceptionOfType(DamagedFileException.class)
          .isThrownBy(() -> readAfter(3))
          .withMessage(
              "journal-0000000000000000005 is damaged at byte 0: epochs 4 to 4 before it are"
                  + " missing");
      assertThat(journal.dropThrough(1_000)).isEqualTo(2);
      append(journal, 11, 1);
    }
    assertThat(store().list())
        .containsExactly("journal-0000000000000000009", "journal-0000000000000000011");
    assertThat(JournalReader.read(store(), OPTIONS, 8, frame -> {}))
        .satisfies(outcome -> assertThat(outcome.firstEpoch()).isEqualTo(9))
        .satisfies(outcome -> assertThat(outcome.lastEpoch()).isEqualTo(11))
        .satisfies(outcome -> assertThat(outcome.tornTail()).isEmpty());
  }

  @Test
  void markForced_saysNothingOfWhatIsNotForced() throws IOException {
    try (Journal journal = Journal.create(store(), OPTIONS, 1)) {
      append(journal, 1, 0);
      journal.markForced();
      assertThat(magicAt(112)).isZero();
      journal.force();
      journal.markForced();
      assertThat(magicAt(112)).isEqualTo(JournalLayout.FRAME_MAGIC);
      append(journal, 2, 0);
    }
    readAfter(0);
    assertThat(read).hasSize(2);
  }

  private int magicAt(long offset) throws IOException {
    ByteBuffer magic = JournalLayout.allocate(4);
    try (var file = store().openToRead(SegmentName.of(1))) {
      file.read(magic, offset);
    }
    return magic.getInt(0);
  }

  @Test
  void create_refusesAJournalInUse() throws IOException {
    Journal.create(store(), OPTIONS, 1).close();
    // Never appended to, so it is begun again.
    try (Journal journal = Journal.create(store(), OPTIONS, 8)) {
      assertThat(store().list()).containsExactly("journal-0000000000000000008");
      append(journal, 8, 0);
    }

    assertThatIllegalStateException()
        .isThrownBy(() -> Journal.create(store(), OPTIONS, 8))
        .withMessage("there is a journal already, up to epoch 8 in journal-0000000000000000008");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Journal.create(store(), OPTIONS, 0))
        .withMessage("firstEpoch must be at least 1, firstEpoch=0");
  }

  @Test
  void open_refusesNoJournal() {
    assertThatExceptionOfType(DamagedFileException.class)
        .isThrownBy(() -> readAfter(6))
        .withMessage(
            "journal-0000000000000000007 is damaged at byte 0: the journal has no segments");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> readAfter(-1))
        .withMessage("afterEpoch must be in [0, 2^63 - 1), afterEpoch=-1");
  }

  @Test
  void close_endsUseAndMayBeRepeated() throws IOException {
    Journal journal = Journal.create(store(), OPTIONS, 1);
    journal.close();
    journal.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> journal.append(1, 0))
        .withMessage("the journal is closed");
    assertThatIllegalStateException().isThrownBy(journal::force);
    assertThatIllegalStateException().isThrownBy(() -> journal.prepare(1));
  }

  @Test
  void visitor_endsTheReading() throws IOException {
    try (Journal journal = Journal.create(store(), OPTIONS, 1)) {
      append(journal, 1, 0);
    }

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                Journal.open(
                    store(),
                    OPTIONS,
                    0,
                    frame -> {
                      throw new IOException("enough");
                    }))
        .withMessage("enough");
  }

  @Test
  void segmentsOfAnotherSize_areReadAndFollowed() throws IOException {
    try (Journal journal = Journal.create(store(), OPTIONS, 1)) {
      append(journal, 1, 0, new byte[850]);
    }
    JournalOptions larger = OPTIONS.withSegmentBytes(4_096);
    try (Journal journal = Journal.open(store(), larger, 0, frame -> {})) {
      append(journal, 2, 0, new byte[850]);
      assertThat(journal.hasRoom(2_000)).isTrue();
    }
    readAfter(0);
    assertThat(read).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -512, 511, 513, (1L << 30) + 512})
  void options_refuseOtherSizes(long bytes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JournalOptions.of(DIRECTORY_ID).withSegmentBytes(bytes))
        .withMessage(
            "segmentBytes must be a multiple of 512 in [512, 1073741824], segmentBytes=" + bytes);
  }

  /**
   * Random payloads, of sizes around what a segment holds, come back whatever the order of calls.
   */
  @SeededTest
  void histories_areReadBack(long seed) throws IOException {
    JournalHistory history = new JournalHistory();
    RandomChoice choice = new RandomChoice(seed);
    for (int life = 0; life < 4; life++) {
      history.liveAfterKill(store(), choice.between(0L, Long.MAX_VALUE - 1), 30);
    }
  }

  private final List<String> read = new ArrayList<>();

  private FrameVisitor collect() {
    return frame -> {
      JournalHistory.Appended appended = JournalHistory.appended(frame);
      read.add(
          appended.epoch()
              + ": "
              + appended.recordCount()
              + " "
              + Arrays.toString(appended.payload()));
    };
  }

  private void readAfter(long epoch) throws IOException {
    JournalReader.read(store(), OPTIONS, epoch, collect());
  }

  private static void append(Journal journal, long epoch, int count, int... payload)
      throws IOException {
    byte[] bytes = new byte[payload.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) payload[i];
    }
    append(journal, epoch, count, bytes);
  }

  private static void append(Journal journal, long epoch, int count, byte[] payload)
      throws IOException {
    journal.prepare(payload.length);
    journal.append(epoch, count, ByteBuffer.wrap(payload));
  }
}
