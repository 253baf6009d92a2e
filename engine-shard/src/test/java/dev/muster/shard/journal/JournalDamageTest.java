// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

import static dev.muster.shard.journal.JournalHistory.DIRECTORY_ID;
import static dev.muster.shard.journal.JournalHistory.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.file.FaultPlan;
import dev.muster.shard.file.FaultyFileStore;
import dev.muster.shard.file.StorageFullException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** What a reader makes of a journal that is not as it was written. On the model of a disk. */
class JournalDamageTest extends JournalContract {

  private static final String FIRST = SegmentName.of(1);

  private final FaultyFileStore store = new FaultyFileStore();
  private final List<Long> epochs = new ArrayList<>();

  @Override
  FaultyFileStore store() {
    return store;
  }

  /**
   * A closed journal of epochs 1 to 12 in segments of 512 bytes, with payloads of 40 bytes: four
   * frames a segment.
   */
  private void writeClosed() throws IOException {
    try (Journal journal = Journal.create(store, SMALL, 1)) {
      for (int epoch = 1; epoch <= 12; epoch++) {
        append(journal, epoch);
        journal.force();
      }
    }
    assertThat(store.list()).containsExactly(FIRST, SegmentName.of(5), SegmentName.of(9));
  }

  private static final JournalOptions SMALL = OPTIONS.withSegmentBytes(512);

  private static void append(Journal journal, long epoch) throws IOException {
    byte[] payload = new byte[40];
    Arrays.fill(payload, (byte) epoch);
    journal.prepare(payload.length);
    journal.append(epoch, 1, ByteBuffer.wrap(payload));
  }

  private void read(JournalOptions options, long afterEpoch) throws IOException {
    epochs.clear();
    JournalReader.read(
        store,
        options,
        afterEpoch,
        frame -> {
          assertThat(frame.payload().get(39)).isEqualTo((byte) frame.epoch());
          epochs.add(frame.epoch());
        });
  }

  /**
   * After any single flipped bit, or byte turned over, in a journal that was closed, either no
   * frame is missing or the reader says where the damage is.
   */
  @Test
  void flippedBit_isDamageOrLosesNothing() throws IOException {
    writeClosed();
    int damaged = 0;
    int cut = 0;
    for (String name : store.list()) {
      byte[] good = store.bytes(name);
      for (int at = 0; at < good.length; at++) {
        for (int mask : new int[] {1 << (at % 8), 0xFF}) {
          byte[] bad = good.clone();
          bad[at] ^= (byte) mask;
          store.put(name, bad);
          try {
            read(SMALL, 0);
            assertThat(epochs).hasSize(12);
            // Where the end mark or the zeros after it were, which hold no frame.
            assertThat(name).isEqualTo(SegmentName.of(9));
            assertThat(at).isGreaterThanOrEqualTo(64 + 4 * 88);
            cut++;
          } catch (DamagedFileException expected) {
            damaged++;
            // The frame it is in, or the end before it, is at most a frame and a mark before.
            assertThat(expected.offset()).isBetween((long) at - 95, (long) at);
            assertThat(expected.file()).isEqualTo(name);
          }
        }
      }
      store.put(name, good);
    }
    assertThat(damaged + cut).isEqualTo(2 * 3 * 512);
    assertThat(cut).isEqualTo(2 * (512 - 416));
  }

  /** Without an end mark, the newest forced frames cannot be told from a torn write. */
  @Test
  void flippedBit_inAJournalNotClosedLosesAtMostTheNewestFrame() throws IOException {
    Journal journal = Journal.create(store, SMALL, 1);
    for (int epoch = 1; epoch <= 3; epoch++) {
      append(journal, epoch);
      journal.force();
    }
    byte[] good = store.bytes(FIRST);
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      store.put(FIRST, bad);
      try {
        read(SMALL, 0);
        assertThat(epochs).hasSize(at < 64 + 3 * 88 ? 2 : 3);
        assertThat(at).isGreaterThanOrEqualTo(64 + 2 * 88);
      } catch (DamagedFileException expected) {
        assertThat(at).isBetween(0, 64 + 2 * 88 + 87);
      }
    }

    store.put(FIRST, good);
    journal.markForced();
    flip(FIRST, 64 + 2 * 88 + 60);
    assertDamaged(
        FIRST,
        64 + 2 * 88,
        "the payload of epoch 3 fails its check, but a frame at byte 328 says that epoch 3 was on"
            + " disk");
  }

  @Test
  void tornFrames_areCutAndKeptAside() throws IOException {
    Journal journal = Journal.create(store, SMALL, 1);
    append(journal, 1);
    journal.force();
    append(journal, 2);
    append(journal, 3);
    // Of two frames that were not forced, the later one reached the disk.
    byte[] bytes = store.bytes(FIRST);
    Arrays.fill(bytes, 152, 240, (byte) 0);
    byte[] third = Arrays.copyOfRange(bytes, 152, 64 + 3 * 88);
    store.put(FIRST, bytes);

    try (Journal opened = Journal.open(store, SMALL, 0, frame -> epochs.add(frame.epoch()))) {
      assertThat(epochs).containsExactly(1L);
      TornTail torn = opened.tornTail().orElseThrow();
      assertThat(torn.file()).isEqualTo(FIRST);
      assertThat(torn.offset()).isEqualTo(152);
      assertThat(torn.lengthBytes()).isEqualTo(third.length);
      assertThat(torn.lastEpoch()).isEqualTo(1);
      assertThat(torn.reason()).isEqualTo("bytes follow after the end");
      assertThat(store.bytes(torn.savedAs())).isEqualTo(third);
      assertThat(torn.savedAs()).startsWith("journal-torn-0000000000000000001-152-");
      append(opened, 2);
    }
    read(SMALL, 0);
    assertThat(epochs).containsExactly(1L, 2L);
  }

  /** The same bytes, when the one in between had been forced before the later one was written. */
  @Test
  void tornFrames_thatHadBeenForcedAreDamage() throws IOException {
    Journal journal = Journal.create(store, SMALL, 1);
    append(journal, 1);
    append(journal, 2);
    journal.force();
    append(journal, 3);
    byte[] bytes = store.bytes(FIRST);
    Arrays.fill(bytes, 152, 240, (byte) 0);
    store.put(FIRST, bytes);

    assertDamaged(
        FIRST, 152, "no frame is here, but a frame at byte 240 says that epoch 2 was on disk");
    assertThatExceptionOfType(DamagedFileException.class)
        .isThrownBy(() -> Journal.open(store, SMALL, 0, frame -> {}));
    assertThat(store.bytes(FIRST)).isEqualTo(bytes);
  }

  /** A payload is opaque; a frame that was copied into one proves nothing. */
  @Test
  void frameInsideAPayload_isNoFrame() throws IOException {
    Journal other = Journal.create(store, OPTIONS, 1);
    append(other, 1);
    append(other, 2);
    other.force();
    append(other, 3);
    byte[] copied = Arrays.copyOfRange(store.bytes(FIRST), 240, 328);
    store.remove(FIRST);
    Journal journal = Journal.create(store, OPTIONS, 1);
    journal.append(1, 1, ByteBuffer.wrap(copied), ByteBuffer.wrap(copied));
    flip(FIRST, 64);

    JournalReader.Outcome outcome = JournalReader.read(store, OPTIONS, 0, frame -> {});

    assertThat(outcome.lastEpoch()).isZero();
    assertThat(outcome.tornTail()).isPresent();
  }

  @Test
  void bytesWhereNothingWasWritten_areDamage() throws IOException {
    try (Journal journal = Journal.create(store, SMALL, 1)) {
      byte[] payload = new byte[336];
      Arrays.fill(payload, (byte) 1);
      journal.append(1, 1, ByteBuffer.wrap(payload));
    }
    // Header 64, frame 384, end mark 48: 16 bytes are left.
    flip(FIRST, 500);

    assertDamaged(FIRST, 448, "bytes follow where nothing but an end mark can have been written");
  }

  @Test
  void missingSegment_isDamage() throws IOException {
    writeClosed();
    byte[] first = store.bytes(FIRST);
    store.remove(SegmentName.of(5));

    assertDamaged(
        SegmentName.of(9),
        32,
        "segment 3 from epoch 9 on does not follow segment 1, which ends with epoch 4");
    store.remove(FIRST);
    assertDamaged(SegmentName.of(9), 0, "epochs 1 to 8 before it are missing");
    read(SMALL, 8);
    assertThat(epochs).containsExactly(9L, 10L, 11L, 12L);
    // What is not needed is not looked at.
    store.put(FIRST, Arrays.copyOf(first, 100));
    read(SMALL, 8);
    assertThat(epochs).hasSize(4);
  }

  @Test
  void segmentOfAnotherSize_isDamage() throws IOException {
    writeClosed();
    byte[] good = store.bytes(FIRST);
    for (int size = 0; size < good.length; size++) {
      store.put(FIRST, Arrays.copyOf(good, size));
      assertDamaged(
          FIRST,
          size,
          size < 64
              ? "the file ends within the segment header"
              : "it has " + size + " bytes, not 512");
    }
    store.put(FIRST, Arrays.copyOf(good, 1_024));
    assertDamaged(FIRST, 512, "it has 1024 bytes, not 512");
  }

  @Test
  void segmentUnderAnotherName_isDamage() throws IOException {
    writeClosed();
    store.put(FIRST, store.bytes(SegmentName.of(5)));

    assertDamaged(FIRST, 40, "it begins at epoch 5, not 1");
  }

  @Test
  void segmentOfAnotherHistory_isDamage() throws IOException {
    writeClosed();
    byte[] second = store.bytes(SegmentName.of(5));
    second[JournalLayout.SEGMENT_PREVIOUS_CRC_AT] ^= 1;
    store.put(SegmentName.of(5), withHeaderCrc(second));

    assertDamaged(SegmentName.of(5), 56, "it does not follow the last frame of " + FIRST);
  }

  @Test
  void journalOfAnotherDirectory_isRefused() throws IOException {
    writeClosed();
    UUID other = new UUID(1, 2);

    assertThatExceptionOfType(DamagedFileException.class)
        .isThrownBy(() -> read(new JournalOptions(other, 512), 0))
        .withMessage(
            FIRST
                + " is damaged at byte 16: it belongs to directory "
                + DIRECTORY_ID
                + ", not "
                + other);
  }

  @Test
  void unknownVersion_isRefused() throws IOException {
    writeClosed();
    byte[] bytes = store.bytes(FIRST);
    bytes[JournalLayout.SEGMENT_VERSION_AT] = 2;
    store.put(FIRST, withHeaderCrc(bytes));
    assertDamaged(FIRST, 8, "format version 2 is not known here");

    bytes[JournalLayout.SEGMENT_VERSION_AT] = 1;
    bytes[JournalLayout.SEGMENT_FEATURES_AT] = 4;
    store.put(FIRST, withHeaderCrc(bytes));
    assertDamaged(FIRST, 12, "feature bits 0x4 are not known here");
  }

  private static byte[] withHeaderCrc(byte[] segment) {
    CRC32C crc = new CRC32C();
    crc.update(segment, 0, JournalLayout.SEGMENT_CRC_AT);
    ByteBuffer.wrap(segment)
        .order(JournalLayout.ORDER)
        .putInt(JournalLayout.SEGMENT_CRC_AT, (int) crc.getValue());
    return segment;
  }

  /** A frame whose check passes was written there, so what contradicts the rest is no tear. */
  @Test
  void soundFrameThatContradicts_isDamage() throws IOException {
    assertFrameDamaged(1, 2, 0, 0, 0, 0, "the frame of epoch 2 does not follow the one before it");
    assertFrameDamaged(0, 1, 0, 0, 0, 0, "epoch 1, forced 0, follows 1");
    assertFrameDamaged(0, 2, 2, 0, 0, 0, "epoch 2, forced 2, follows 1");
    assertFrameDamaged(0, 2, 0, 2, 0, 0, "the frame has unknown flags 0x2");
    assertFrameDamaged(
        0, 2, 0, 0, 300, 0, "the frame of epoch 2 cannot have 300 bytes and 0 records");
    assertFrameDamaged(
        0, 2, 0, 0, -1, 0, "the frame of epoch 2 cannot have -1 bytes and 0 records");
    assertFrameDamaged(
        0, 2, 0, 0, 0, -1, "the frame of epoch 2 cannot have 0 bytes and -1 records");
    assertFrameDamaged(0, 2, 0, 1, 0, 0, "epoch 2, forced 0, follows 1");
  }

  private void assertFrameDamaged(
      int crcChange, long epoch, long forced, long flags, int bytes, int count, String reason)
      throws IOException {
    Journal journal = Journal.create(store, SMALL, 1);
    append(journal, 1);
    byte[] segment = store.bytes(FIRST);
    ByteBuffer in = ByteBuffer.wrap(segment).order(JournalLayout.ORDER);
    int lastCrc = in.getInt(64 + JournalLayout.FRAME_CRC_AT);
    int at = 152;
    in.putInt(at + JournalLayout.FRAME_MAGIC_AT, JournalLayout.FRAME_MAGIC);
    in.putInt(at + JournalLayout.FRAME_PAYLOAD_BYTES_AT, bytes);
    in.putLong(at + JournalLayout.FRAME_EPOCH_AT, epoch);
    in.putLong(at + JournalLayout.FRAME_FORCED_EPOCH_AT, forced);
    in.putInt(at + JournalLayout.FRAME_PREVIOUS_CRC_AT, lastCrc + crcChange);
    in.putInt(at + JournalLayout.FRAME_RECORD_COUNT_AT, count);
    in.putLong(at + JournalLayout.FRAME_FLAGS_AT, flags);
    ByteBuffer place = JournalLayout.allocate(32);
    place.putLong(DIRECTORY_ID.getMostSignificantBits());
    place.putLong(DIRECTORY_ID.getLeastSignificantBits()).putLong(1).putLong(at);
    CRC32C crc = new CRC32C();
    crc.update(place.flip());
    crc.update(segment, at, JournalLayout.FRAME_CRC_AT);
    in.putInt(at + JournalLayout.FRAME_CRC_AT, (int) crc.getValue());
    store.put(FIRST, segment);

    assertDamaged(FIRST, at, reason);
    store.remove(FIRST);
  }

  @Test
  void failure_isForGood() throws IOException {
    Journal journal = Journal.create(store, OPTIONS, 1);
    append(journal, 1);
    store.withPlan(new FaultPlan(store.trace().size(), FaultPlan.Kind.ERROR, 1));
    assertThatExceptionOfType(JournalFailedException.class).isThrownBy(journal::force);

    assertThatExceptionOfType(JournalFailedException.class)
        .isThrownBy(journal::force)
        .withMessage("the journal failed and takes nothing more until it is opened again")
        .withStackTraceContaining("input/output error");
    assertThatExceptionOfType(JournalFailedException.class).isThrownBy(() -> journal.append(2, 0));
    assertThatExceptionOfType(JournalFailedException.class).isThrownBy(() -> journal.prepare(0));
    assertThatExceptionOfType(JournalFailedException.class).isThrownBy(journal::prepareNext);
    assertThatExceptionOfType(JournalFailedException.class).isThrownBy(journal::markForced);
    assertThatExceptionOfType(JournalFailedException.class)
        .isThrownBy(() -> journal.dropThrough(1));
    assertThat(journal.forcedEpoch()).isZero();
    journal.close();
  }

  @Test
  void fullDisk_leavesRoomThatIsThere() throws IOException {
    Journal journal = Journal.create(store, OPTIONS, 1);
    store.withPlan(new FaultPlan(store.trace().size() + 2, FaultPlan.Kind.FULL, 1));
    assertThatExceptionOfType(StorageFullException.class).isThrownBy(() -> journal.prepare(2_000));

    assertThat(store.list()).containsExactly(FIRST);
    append(journal, 1);
    journal.force();
    read(OPTIONS, 0);
    assertThat(epochs).containsExactly(1L);
    journal.prepare(2_000);
    journal.append(2, 0, ByteBuffer.allocate(2_000));
    journal.close();
    assertThat(JournalReader.read(store, OPTIONS, 0, frame -> {}).lastEpoch()).isEqualTo(2);
  }

  private void flip(String name, int at) {
    byte[] bytes = store.bytes(name);
    bytes[at] ^= 0x10;
    store.put(name, bytes);
  }

  private void assertDamaged(String file, long offset, String reason) {
    assertThatExceptionOfType(DamagedFileException.class)
        .isThrownBy(() -> read(SMALL, 0))
        .satisfies(damaged -> assertThat(damaged.file()).isEqualTo(file))
        .satisfies(damaged -> assertThat(damaged.offset()).isEqualTo(offset))
        .satisfies(damaged -> assertThat(damaged.reason()).isEqualTo(reason));
  }
}
