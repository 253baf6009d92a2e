// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

/** Is told now and then how far a load has come, on the thread that runs it. */
@FunctionalInterface
public interface LoadListener {

  /**
   * So far.
   *
   * @param records that have been dealt with in this run
   * @param positionBytes how much of the file has been read
   * @param sizeBytes how much there is
   */
  void progress(long records, long positionBytes, long sizeBytes);
}
