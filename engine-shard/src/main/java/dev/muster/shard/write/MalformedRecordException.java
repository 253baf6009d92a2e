// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

/** A record that was read is not one that this version writes, though its checksum is right. */
public final class MalformedRecordException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedRecordException(String message) {
    super(message);
  }

  MalformedRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
