// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.epoch;

/** What reading would be like without epochs; for controls that must fail. */
public final class UnpublishedReads {

  private UnpublishedReads() {}

  /** A pin of no epoch: under it, everything written so far is read, published or not. */
  public static Pin pin() {
    return new Pin(Long.MAX_VALUE, System.nanoTime());
  }
}
