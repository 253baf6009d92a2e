// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.file;

import java.io.IOException;

/**
 * A file does not hold what was written to it, and no crash explains that. Nothing was changed.
 * Reading it again gives the same; what is left is a backup, or a deliberate salvage.
 */
public final class DamagedFileException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String file;
  private final long offset;
  private final String reason;

  /** Says that {@code file} is wrong from the byte {@code offset} on, and in what. */
  public DamagedFileException(String file, long offset, String reason) {
    super(file + " is damaged at byte " + offset + ": " + reason);
    this.file = file;
    this.offset = offset;
    this.reason = reason;
  }

  /** The name of the file, or of the one that should be there. */
  public String file() {
    return file;
  }

  /** Where in the file, in bytes from its beginning. */
  public long offset() {
    return offset;
  }

  /** What is wrong there. */
  public String reason() {
    return reason;
  }
}
