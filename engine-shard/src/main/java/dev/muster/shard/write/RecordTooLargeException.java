// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

/** What was to be kept at once is larger than a log takes; nothing of it has been applied. */
final class RecordTooLargeException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  RecordTooLargeException(int bytesMax) {
    super("what is kept at once may take at most " + bytesMax + " bytes");
  }
}
