// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

/**
 * There was no space to keep a write; nothing of it has been applied, and it may be tried again.
 */
public final class NoSpaceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoSpaceException() {
    this("no space left to keep the write");
  }

  NoSpaceException(String message) {
    super(message);
  }
}
