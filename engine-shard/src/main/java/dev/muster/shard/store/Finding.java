// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.shard.file.DamagedFileException;

/**
 * Something about a file of a directory that whoever looks after it should know.
 *
 * @param isDamage whether it is not as it was written; else it only has no use, or tells of a crash
 * @param file the name of the file, or of the one that should be there
 * @param offset where in the file, in bytes; -1 if it is in no one place
 * @param reason what is there
 */
public record Finding(boolean isDamage, String file, long offset, String reason) {

  static Finding damage(DamagedFileException damage) {
    return new Finding(true, damage.file(), damage.offset(), damage.reason());
  }

  static Finding damage(String file, String reason) {
    return new Finding(true, file, -1, reason);
  }

  static Finding note(String file, String reason) {
    return new Finding(false, file, -1, reason);
  }
}
