// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of a file, from its beginning to its end, always in the same order and the same chunks.
 *
 * <p>Reading is cut in two so that the costly half can be done by several threads: {@link #next}
 * only finds where records are, and is called by one thread; {@link RecordChunk#decode} finds out
 * what is in them, and is called by any, once for each chunk.
 */
public interface RecordSource extends Closeable {

  /** What messages call it: the name of the file. */
  String name();

  /**
   * A number that is another one if the content is another, or is cut into other chunks, as far as
   * that can be told: a load is only continued with the same content. Asked for before the first
   * {@link #next}, so a load can tell that a source is at its beginning.
   *
   * @throws IllegalStateException if {@link #next} has been called: records would be lost
   */
  long fingerprint() throws IOException;

  /**
   * The fields that all records have, in order, if that can be told beforehand; empty if each
   * record brings its own.
   */
  List<SourceField> fields();

  /** The next records, or null after the last. */
  @Nullable RecordChunk next() throws IOException;

  /** Size of the file. */
  long sizeBytes();

  /** How much of it has been gone through, for those who wait. */
  long positionBytes();
}
