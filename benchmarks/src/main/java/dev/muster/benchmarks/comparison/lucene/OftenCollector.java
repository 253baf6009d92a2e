// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.lucene;

import java.io.IOException;

/** Counts the profiles that have at least so many of the events. */
final class OftenCollector extends EventCollector {

  private final byte[] counters;
  private final int least;
  private long count;

  OftenCollector(int profiles, int least) {
    this.counters = new byte[profiles];
    this.least = least;
  }

  @Override
  public void collect(int event) throws IOException {
    int profile = profile(event);
    if (counters[profile] < least && ++counters[profile] == least) {
      count++;
    }
  }

  long count() {
    return count;
  }
}
