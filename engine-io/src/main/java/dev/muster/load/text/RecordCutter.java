// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.text;

/** Finds where records end, in bytes. Keeps what it found out last; confined to one thread. */
interface RecordCutter {

  /** There are not enough bytes to tell. */
  int INCOMPLETE = -1;

  /** There is no record here, see {@link #reason()}. */
  int MALFORMED = -2;

  /**
   * Where the record that begins at {@code from} ends, its line end included; {@link #INCOMPLETE}
   * or {@link #MALFORMED}.
   *
   * @param last whether nothing follows behind {@code to}
   */
  int cut(byte[] bytes, int from, int to, boolean last);

  /** How many lines the record that was cut last has. */
  int lines();

  /** Why the last one was malformed. */
  String reason();

  /** Where the line that begins at {@code from} ends, its end included, or {@link #INCOMPLETE}. */
  int lineEnd(byte[] bytes, int from, int to, boolean last);
}
