// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.file;

import java.io.IOException;

/** A directory was asked for that this or another process has taken. */
public final class DirectoryInUseException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Names the directory, and says who has it: "this process" or "another process". */
  public DirectoryInUseException(String directory, String holder) {
    super("directory " + directory + " is in use by " + holder);
  }
}
