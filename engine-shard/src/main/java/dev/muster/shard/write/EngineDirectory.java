// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import dev.muster.schema.Schema;
import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.file.FileStore;
import dev.muster.shard.file.SmallFile;
import dev.muster.shard.journal.Journal;
import dev.muster.shard.journal.JournalOptions;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * The directory that an engine lives in: locked, made if it is new, and read back if it is not.
 *
 * <p>What is there: {@code lock}; {@code identity}, a number drawn at random that all files bear;
 * the journal; and {@code manifest}, written last, without which nothing has begun.
 */
public final class EngineDirectory implements AutoCloseable {

  private static final String LOCK = "lock";
  private static final String IDENTITY = "identity";
  private static final String MANIFEST = "manifest";
  private static final long IDENTITY_MAGIC = 0x6469_7265_7473_756DL; // "musterid"
  private static final long MANIFEST_MAGIC = 0x6D66_7265_7473_756DL; // "musterfm"
  private static final int VERSION = 1;
  private static final int IDENTITY_BYTES = 16;
  private static final int MANIFEST_BYTES = 8;

  private final FileStore store;
  private final Closeable lock;
  private final long segmentBytes;

  private EngineDirectory(FileStore store, Closeable lock, long segmentBytes) {
    this.store = store;
    this.lock = lock;
    this.segmentBytes = segmentBytes;
  }

  /**
   * Takes the directory for this process.
   *
   * @param segmentBytes size of new journal segments
   * @throws dev.muster.shard.file.DirectoryInUseException if it is taken
   */
  public static EngineDirectory lock(FileStore store, long segmentBytes) throws IOException {
    return new EngineDirectory(store, store.lock(LOCK), segmentBytes);
  }

  /**
   * Brings {@code sequencer}, which has not started, to where the directory ends.
   *
   * @param dedupHorizon must be that of the directory, since replay decides again what was a
   *     duplicate
   * @param notes takes the notes that were kept, with the schema as it was then
   * @return where commands are kept from now on
   * @throws DamagedFileException if a file is not as it was written
   */
  public Journal recover(
      Sequencer sequencer, Duration dedupHorizon, BiConsumer<ByteBuffer, Schema> notes)
      throws IOException {
    if (!store.exists(MANIFEST)) {
      return create(dedupHorizon);
    }
    ByteBuffer manifest = content(MANIFEST, MANIFEST_MAGIC, MANIFEST_BYTES);
    Duration kept = Duration.ofMillis(manifest.getLong(0));
    if (!kept.equals(dedupHorizon)) {
      throw new IllegalArgumentException(
          "dedupHorizon must be that of the directory, " + kept + ", dedupHorizon=" + dedupHorizon);
    }
    UUID id = identity();
    try {
      Journal journal =
          Journal.open(
              store,
              new JournalOptions(id, segmentBytes),
              0,
              frame -> replay(sequencer, frame.epoch(), frame.payload(), notes));
      sequencer.endReplay(journal.lastEpoch());
      return journal;
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static void replay(
      Sequencer sequencer, long epoch, ByteBuffer records, BiConsumer<ByteBuffer, Schema> notes)
      throws IOException {
    try {
      sequencer.replay(epoch, records, notes);
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (MalformedRecordException e) {
      throw new DamagedFileException(
          "journal", -1, "epoch " + epoch + " holds what cannot be read: " + e.getMessage());
    }
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new IOException("interrupted while the directory was read");
  }

  private Journal create(Duration dedupHorizon) throws IOException {
    if (!store.exists(IDENTITY)) {
      UUID drawn = UUID.randomUUID();
      ByteBuffer content = ByteBuffer.allocate(IDENTITY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      content.putLong(drawn.getMostSignificantBits()).putLong(drawn.getLeastSignificantBits());
      SmallFile.write(store, IDENTITY, IDENTITY_MAGIC, VERSION, content.array());
    }
    Journal journal;
    try {
      journal = Journal.create(store, new JournalOptions(identity(), segmentBytes), 1);
    } catch (IllegalStateException e) {
      throw new DamagedFileException(MANIFEST, 0, "it is missing, and " + e.getMessage());
    }
    ByteBuffer manifest = ByteBuffer.allocate(MANIFEST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    manifest.putLong(dedupHorizon.toMillis());
    SmallFile.write(store, MANIFEST, MANIFEST_MAGIC, VERSION, manifest.array());
    return journal;
  }

  private UUID identity() throws IOException {
    ByteBuffer content = content(IDENTITY, IDENTITY_MAGIC, IDENTITY_BYTES);
    return new UUID(content.getLong(0), content.getLong(8));
  }

  private ByteBuffer content(String name, long magic, int bytes) throws IOException {
    ByteBuffer content = SmallFile.read(store, name, magic, VERSION);
    if (content.remaining() != bytes) {
      throw new DamagedFileException(
          name, 12, "the content has " + content.remaining() + " bytes instead of " + bytes);
    }
    return content;
  }

  /** Gives the directory free. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
