// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.lucene;

import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.FixedBitSet;

/** Marks the profiles whose events' amounts add up to more than a bound. Amounts are positive. */
final class SumCollector extends EventCollector {

  private final int[] sums;
  private final int bound;
  private final FixedBitSet who;
  private NumericDocValues amounts = DocValues.emptyNumeric();

  /** A bound in quarters. */
  SumCollector(int profiles, int bound) {
    this.sums = new int[profiles];
    this.bound = bound;
    this.who = new FixedBitSet(profiles);
  }

  @Override
  protected void doSetNextReader(LeafReaderContext segment) throws IOException {
    super.doSetNextReader(segment);
    amounts = segment.reader().getNumericDocValues(EventIndex.AMOUNT);
  }

  @Override
  public void collect(int event) throws IOException {
    if (amounts.advanceExact(event)) {
      int profile = profile(event);
      int before = sums[profile];
      sums[profile] = before + (int) amounts.longValue();
      if (before <= bound && sums[profile] > bound) {
        who.set(profile);
      }
    }
  }

  /** Once all have been visited. */
  FixedBitSet who() {
    return who;
  }
}
