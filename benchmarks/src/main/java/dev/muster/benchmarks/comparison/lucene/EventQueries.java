// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.lucene;

import dev.muster.benchmarks.comparison.Asked;
import java.time.Instant;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.IndexSortSortedNumericDocValuesRangeQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** The events that are asked for, with windows found in one of two ways. */
enum EventQueries {

  /** Windows by points. */
  POINTS,

  /** Windows by the order of the index: documents between two that are found by binary search. */
  SORTED;

  /** 100, in quarters. */
  private static final int AMOUNT = 400;

  /** The events of a type in [{@code from}, {@code to}). */
  Query happened(String type, Instant from, Instant to) {
    return new BooleanQuery.Builder()
        .add(type(type), Occur.FILTER)
        .add(window(from, to), Occur.FILTER)
        .build();
  }

  /** The events of a type in the last {@code days}. */
  Query happened(String type, int days) {
    return happened(type, Asked.daysAgo(days), Asked.daysAgo(0));
  }

  /** The purchases of category 7 for more than 100 in the last {@code days}. */
  Query bigPurchases(int days) {
    return purchases("c7", AMOUNT, Asked.daysAgo(days), Asked.daysAgo(0));
  }

  /** The purchases of a category for more than so many quarters in [{@code from}, {@code to}). */
  Query purchases(String category, int quarters, Instant from, Instant to) {
    return new BooleanQuery.Builder()
        .add(type("purchase"), Occur.FILTER)
        .add(new TermQuery(new Term(EventIndex.CATEGORY, category)), Occur.FILTER)
        .add(
            new IndexOrDocValuesQuery(
                IntPoint.newRangeQuery(EventIndex.AMOUNT, quarters + 1, Integer.MAX_VALUE),
                NumericDocValuesField.newSlowRangeQuery(
                    EventIndex.AMOUNT, quarters + 1, Integer.MAX_VALUE)),
            Occur.FILTER)
        .add(window(from, to), Occur.FILTER)
        .build();
  }

  private static Query type(String type) {
    return new TermQuery(new Term(EventIndex.TYPE, type));
  }

  private Query window(Instant from, Instant to) {
    long first = from.toEpochMilli();
    long last = to.toEpochMilli() - 1;
    Query points = LongPoint.newRangeQuery(EventIndex.TIME, first, last);
    return this == POINTS
        ? points
        : new IndexSortSortedNumericDocValuesRangeQuery(EventIndex.TIME, first, last, points);
  }
}
