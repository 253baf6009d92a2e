// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.RandomChoice;
import dev.muster.shard.file.FileStore;
import dev.muster.shard.file.StorageFullException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * What happened to a journal in one life of its process after another, and what must therefore be
 * read from it. Operations are random and follow from the seed alone.
 */
final class JournalHistory {

  static final UUID DIRECTORY_ID = new UUID(0x0123_4567_89AB_CDEFL, 0xFEDC_BA98_7654_3210L);

  /** Segments of two sectors: a few frames fill one. */
  static final JournalOptions OPTIONS = new JournalOptions(DIRECTORY_ID, 1_024);

  /** Of a payload: none, around the padding, some, about what a segment holds, and more. */
  private static final List<Integer> SIZES =
      List.of(0, 1, 7, 8, 9, 40, 100, 150, 333, 407, 408, 409, 856, 863, 864, 865, 2_000);

  /** A frame that was, or was to be, appended. */
  record Appended(long epoch, int recordCount, byte[] payload) {

    boolean is(Appended other) {
      return epoch == other.epoch
          && recordCount == other.recordCount
          && Arrays.equals(payload, other.payload);
    }
  }

  private List<Appended> appended = new ArrayList<>();

  /** The first so many of {@code appended} were written by a call that returned. */
  private int writtenCount;

  private long forcedEpoch;
  private long droppedThrough;
  private boolean created;
  private int fullCount;

  /** The same history, to go on differently. */
  JournalHistory copy() {
    JournalHistory copy = new JournalHistory();
    copy.appended = new ArrayList<>(appended);
    copy.writtenCount = writtenCount;
    copy.forcedEpoch = forcedEpoch;
    copy.droppedThrough = droppedThrough;
    copy.created = created;
    return copy;
  }

  /** How often the disk was full, and the same call worked after it. */
  int fullCount() {
    return fullCount;
  }

  /** A first life, or one after the power went: only what was forced must be there. */
  void live(FileStore store, long seed, int steps) throws IOException {
    live(store, seed, steps, false);
  }

  /** A life after the process was killed: all that was written must be there. */
  void liveAfterKill(FileStore store, long seed, int steps) throws IOException {
    live(store, seed, steps, true);
  }

  private void live(FileStore store, long seed, int steps, boolean killed) throws IOException {
    RandomChoice choice = new RandomChoice(seed);
    Journal journal = begin(store, killed);
    for (int step = 0; step < steps; step++) {
      int kind = choice.below(100);
      if (kind < 50) {
        append(journal, choice);
      } else if (kind < 72) {
        journal.force();
      } else if (kind < 80) {
        unlessFull(journal::prepareNext);
      } else if (kind < 90) {
        journal.markForced();
      } else if (kind < 95) {
        long through = Math.max(droppedThrough, choice.between(0L, forcedEpoch));
        droppedThrough = through;
        journal.dropThrough(through);
      } else {
        journal.close();
        forcedEpoch = journal.forcedEpoch();
        journal = begin(store, true);
      }
      forcedEpoch = journal.forcedEpoch();
    }
  }

  private Journal begin(FileStore store, boolean killed) throws IOException {
    if (!created) {
      Journal journal = Journal.create(store, OPTIONS, 1);
      created = true;
      return journal;
    }
    List<Appended> read = new ArrayList<>();
    Journal journal =
        Journal.open(store, OPTIONS, droppedThrough, frame -> read.add(appended(frame)));
    check(read, killed);
    appended.removeIf(frame -> frame.epoch() > droppedThrough);
    appended.addAll(read);
    writtenCount = appended.size();
    forcedEpoch = journal.forcedEpoch();
    return journal;
  }

  /** A prefix of what was appended, and at least what must be there. */
  private void check(List<Appended> read, boolean killed) {
    List<Appended> expected = new ArrayList<>();
    int least = 0;
    for (int i = 0; i < appended.size(); i++) {
      Appended frame = appended.get(i);
      if (frame.epoch() > droppedThrough) {
        expected.add(frame);
        if (frame.epoch() <= forcedEpoch || (killed && i < writtenCount)) {
          least = expected.size();
        }
      }
    }
    assertThat(read).hasSizeBetween(least, expected.size());
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.get(i).is(expected.get(i))).as("frame %s", expected.get(i).epoch()).isTrue();
    }
  }

  private void append(Journal journal, RandomChoice choice) throws IOException {
    long epoch = journal.lastEpoch() + (choice.chance(80) ? 1 : choice.between(1L, 5L));
    byte[] payload = payload(choice);
    unlessFull(() -> journal.prepare(payload.length));
    assertThat(journal.hasRoom(payload.length)).isTrue();
    int recordCount = choice.below(10);
    appended.add(new Appended(epoch, recordCount, payload));
    int cut = choice.between(0, payload.length);
    ByteBuffer first = ByteBuffer.wrap(payload, 0, cut);
    ByteBuffer second = ByteBuffer.wrap(payload, cut, payload.length - cut);
    journal.append(epoch, recordCount, first, second);
    writtenCount = appended.size();
  }

  private void unlessFull(Call call) throws IOException {
    try {
      call.run();
    } catch (StorageFullException full) {
      fullCount++;
      call.run();
    }
  }

  private interface Call {
    void run() throws IOException;
  }

  /** Bytes of all kinds: random ones, zeros, and what looks like a frame. */
  static byte[] payload(RandomChoice choice) {
    byte[] bytes = new byte[choice.skewed(SIZES)];
    int kind = choice.below(4);
    for (int i = 0; kind > 0 && i < bytes.length; i++) {
      bytes[i] = (byte) choice.below(256);
    }
    if (kind == 3) {
      for (int i = 0; i + 4 <= bytes.length; i += 8) {
        ByteBuffer.wrap(bytes).order(JournalLayout.ORDER).putInt(i, JournalLayout.FRAME_MAGIC);
      }
    }
    return bytes;
  }

  static Appended appended(Frame frame) {
    byte[] payload = new byte[frame.payload().remaining()];
    frame.payload().get(payload);
    return new Appended(frame.epoch(), frame.recordCount(), payload);
  }
}
