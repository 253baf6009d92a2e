// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import java.util.List;

/**
 * Some records that follow each other in a {@link RecordSource}, not decoded yet: some thousand, so
 * that several threads have something to do.
 */
public interface RecordChunk {

  /** Most records of a chunk, those that are malformed included. */
  int RECORDS_MAX = (1 << 20) - 1;

  /**
   * Shows each record to {@code sink}, in order.
   *
   * @param wanted the paths of the fields that matter: names, joined by dots where one lies in
   *     another
   * @param others whether fields that are not wanted are to be shown, too
   */
  void decode(List<String> wanted, boolean others, RecordSink sink);
}
