// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.lucene;

import java.io.IOException;
import org.apache.lucene.util.FixedBitSet;

/** Marks the profiles that have at least so many of the events. */
final class OftenCollector extends EventCollector {

  private final byte[] counters;
  private final int least;
  private final FixedBitSet who;

  OftenCollector(int profiles, int least) {
    this.counters = new byte[profiles];
    this.least = least;
    this.who = new FixedBitSet(profiles);
  }

  @Override
  public void collect(int event) throws IOException {
    int profile = profile(event);
    if (counters[profile] < least && ++counters[profile] == least) {
      who.set(profile);
    }
  }

  /** Once all have been visited. */
  FixedBitSet who() {
    return who;
  }
}
