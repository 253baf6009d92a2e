// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.lucene;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/**
 * Remembers each profile's last event of a first type, and marks the profile when one of a second
 * type comes at most so much later. Of one instant, the index has the first type first.
 */
final class SequenceCollector extends EventCollector {

  /** Long before any event, and far from overflowing. */
  private static final long NEVER = Long.MIN_VALUE / 2;

  private final int first;
  private final long maxMillis;
  private final long[] last;
  private final FixedBitSet who;
  private NumericDocValues types = DocValues.emptyNumeric();
  private NumericDocValues times = DocValues.emptyNumeric();

  /** All events that are visited are of type {@code first} or of the second one. */
  SequenceCollector(int profiles, int first, long maxMillis) {
    this.first = first;
    this.maxMillis = maxMillis;
    this.last = new long[profiles];
    Arrays.fill(last, NEVER);
    this.who = new FixedBitSet(profiles);
  }

  @Override
  protected void doSetNextReader(LeafReaderContext segment) throws IOException {
    super.doSetNextReader(segment);
    types = segment.reader().getNumericDocValues(EventIndex.TYPE);
    times = segment.reader().getNumericDocValues(EventIndex.TIME);
  }

  @Override
  public void collect(int event) throws IOException {
    types.advanceExact(event);
    visit(event, types.longValue() == first);
  }

  /** Visits both types by merging their postings, which tells the types without looking them up. */
  void merge(LeafReaderContext segment, PostingsEnum firsts, PostingsEnum seconds)
      throws IOException {
    getLeafCollector(segment);
    int nextFirst = firsts.nextDoc();
    int nextSecond = seconds.nextDoc();
    while (nextSecond != DocIdSetIterator.NO_MORE_DOCS) {
      if (nextFirst < nextSecond) {
        visit(nextFirst, true);
        nextFirst = firsts.nextDoc();
      } else {
        visit(nextSecond, false);
        nextSecond = seconds.nextDoc();
      }
    }
  }

  private void visit(int event, boolean isFirst) throws IOException {
    times.advanceExact(event);
    int profile = profile(event);
    if (isFirst) {
      last[profile] = times.longValue();
    } else if (times.longValue() - last[profile] <= maxMillis) {
      who.set(profile);
    }
  }

  /** Once all have been visited. */
  FixedBitSet who() {
    return who;
  }
}
