// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.file;

/** The process of a {@link FaultyFileStore} is dead. Unchecked, so that nothing handles it. */
public final class StoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoppedException(int index) {
    super("stopped at I/O " + index);
  }
}
