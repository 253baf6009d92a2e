// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of whole records, and where among them there is none.
 *
 * @param bytes the bytes, which nobody changes any more
 * @param parts in order, without gaps but for what is malformed
 */
record TextCut(byte[] bytes, List<Part> parts) {

  /**
   * Records, or one line that is none.
   *
   * @param line on which it begins, from 1
   * @param from index of its first byte
   * @param to index behind its last byte
   * @param malformed why there is no record, or null if there are only whole ones
   */
  record Part(long line, int from, int to, @Nullable String malformed) {}
}
