// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.lucene;

import java.io.IOException;
import org.apache.lucene.util.FixedBitSet;

/** Marks the profiles of the events. */
final class WhoCollector extends EventCollector {

  private final FixedBitSet who;

  WhoCollector(FixedBitSet who) {
    this.who = who;
  }

  @Override
  public void collect(int event) throws IOException {
    who.set(profile(event));
  }
}
