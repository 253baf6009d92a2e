// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.lucene;

import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/** Visits events in order of time, on the caller's thread. Used once. */
abstract class EventCollector extends SimpleCollector {

  private NumericDocValues profiles = DocValues.emptyNumeric();

  /** Visits what {@code query} finds. */
  final void visit(IndexSearcher searcher, Query query) throws IOException {
    searcher.search(query, new OnlyCollector(this));
  }

  @Override
  protected void doSetNextReader(LeafReaderContext segment) throws IOException {
    profiles = segment.reader().getNumericDocValues(EventIndex.PROFILE);
  }

  /** The profile of an event. Every event has one. */
  final int profile(int event) throws IOException {
    profiles.advanceExact(event);
    return (int) profiles.longValue();
  }

  @Override
  public final ScoreMode scoreMode() {
    return ScoreMode.COMPLETE_NO_SCORES;
  }

  /** There is one segment and one thread, so one collector does. */
  private record OnlyCollector(EventCollector collector)
      implements CollectorManager<EventCollector, EventCollector> {

    @Override
    public EventCollector newCollector() {
      return collector;
    }

    @Override
    public EventCollector reduce(Collection<EventCollector> collectors) {
      return collector;
    }
  }
}
