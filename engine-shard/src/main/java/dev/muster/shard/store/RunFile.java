// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import java.util.UUID;

/**
 * A file of sealed runs, written once.
 *
 * @param number of the snapshot that wrote it
 * @param fileId drawn when it was written
 * @param bytes of content
 */
record RunFile(long number, UUID fileId, long bytes) {

  /** The name of the file. */
  String name() {
    return StoreNames.runs(number);
  }
}
