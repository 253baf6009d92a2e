// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import dev.muster.shard.SchemaLayout;
import dev.muster.shard.dictionary.Dictionary;
import dev.muster.shard.directory.RowsImage;
import dev.muster.shard.document.DocumentCapture;
import dev.muster.shard.epoch.Epochs;
import dev.muster.shard.epoch.Pin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hold on everything as it is at one epoch, taken between two epochs, while writing goes on.
 *
 * <p>Columns, rows and events are read at {@link #epoch}, until {@link #release}. What only grows
 * is to be read up to the size it had. All else is an image that does not change.
 */
public final class StateCapture {

  private final Epochs epochs;
  private final Pin pin;
  private final long keptEpoch;
  private final SchemaLayout layout;
  private final int[] dictionarySizes;
  private final RowsImage rows;
  private final WriterImage writer;
  private final @Nullable DocumentCapture documents;

  StateCapture(
      Epochs epochs,
      Pin pin,
      long keptEpoch,
      SchemaLayout layout,
      RowsImage rows,
      WriterImage writer,
      @Nullable DocumentCapture documents) {
    this.documents = documents;
    this.epochs = epochs;
    this.pin = pin;
    this.keptEpoch = keptEpoch;
    this.layout = layout;
    this.dictionarySizes = layout.dictionaries().stream().mapToInt(Dictionary::size).toArray();
    this.rows = rows;
    this.writer = writer;
  }

  /** The epoch that everything is of. */
  public long epoch() {
    return pin.epoch();
  }

  /** The last epoch that the log has, and has forced; 0 without a log. */
  public long keptEpoch() {
    return keptEpoch;
  }

  /** The schema and its numbers. */
  public SchemaLayout layout() {
    return layout;
  }

  /** All dictionaries, in the order of {@link SchemaLayout#dictionaries}. */
  public List<Dictionary> dictionaries() {
    return layout.dictionaries();
  }

  /** How many codes each dictionary had given. */
  public int dictionarySize(int index) {
    return dictionarySizes[index];
  }

  /** Identifiers, rows given, rows of deleted profiles. */
  public RowsImage rows() {
    return rows;
  }

  /** What decides the meaning of the next write. */
  public WriterImage writer() {
    return writer;
  }

  /** All documents, to be closed when they have been read; null if none are kept. */
  public @Nullable DocumentCapture documents() {
    return documents;
  }

  /** Lets go of everything. Idempotent. */
  public void close() {
    release();
    if (documents != null) {
      documents.close();
    }
  }

  /** Lets go of columns, rows and events. Idempotent. */
  public void release() {
    epochs.releaseRead(pin);
  }
}
