// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.lucene;

import dev.muster.benchmarks.comparison.Asked;
import dev.muster.benchmarks.workload.SegmentLanguage;
import dev.muster.benchmarks.workload.SegmentText;
import dev.muster.benchmarks.workload.Workload;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.FixedBitSet;

/**
 * Segments as queries of the index of profiles. What they ask of events is found by the
 * formulations that were fastest for the questions of the comparison: windows by the order of the
 * index, and sequences by merging postings.
 */
final class SegmentQueries implements SegmentLanguage<Query> {

  private static final int QUARTERS = 4;
  private static final EventQueries QUERIES = EventQueries.SORTED;

  /** Before all events. */
  private static final int EVER_DAYS = 10_000;

  private final IndexSearcher events;
  private final LeafReaderContext segment;
  private final int profiles;

  /** What tells questions about events from each other. */
  private final SegmentText texts = new SegmentText();

  /** Of the only segment of the index of events. */
  SegmentQueries(IndexSearcher events, LeafReaderContext segment, int profiles) {
    this.events = events;
    this.segment = segment;
    this.profiles = profiles;
  }

  @Override
  public Query has(String attribute, String value) {
    String field = attribute.equals("consent_email") ? ProfileIndex.CONSENT : attribute;
    return ProfileQueries.term(field, value);
  }

  @Override
  public Query ages(int from, int to) {
    return ProfileQueries.ages(from, to);
  }

  @Override
  public Query ltvAbove(int bound) {
    return ProfileQueries.ltvAbove(bound * QUARTERS);
  }

  @Override
  public Query did(String type, int fromDays, int toDays) {
    Query query = QUERIES.happened(type, after(toDays), after(fromDays));
    return new WhoQuery(texts.did(type, fromDays, toDays), () -> who(query));
  }

  @Override
  public Query didOften(String type, int times, int days) {
    Query query = QUERIES.happened(type, after(days), Workload.END);
    return new WhoQuery(
        texts.didOften(type, times, days),
        () -> {
          OftenCollector collector = new OftenCollector(profiles, times);
          collector.visit(events, query);
          return collector.who();
        });
  }

  @Override
  public Query bought(String category, int amount, int days) {
    Query query = QUERIES.purchases(category, amount * QUARTERS, after(days), Workload.END);
    return new WhoQuery(texts.bought(category, amount, days), () -> who(query));
  }

  @Override
  public Query spent(int amount, int days) {
    Query query = QUERIES.happened("purchase", after(days), Workload.END);
    return new WhoQuery(
        texts.spent(amount, days),
        () -> {
          SumCollector collector = new SumCollector(profiles, amount * QUARTERS);
          collector.visit(events, query);
          return collector.who();
        });
  }

  @Override
  public Query first(String type, int days) {
    Query recent = QUERIES.happened(type, after(days), Workload.END);
    Query before = QUERIES.happened(type, after(EVER_DAYS), after(days));
    return new WhoQuery(
        texts.first(type, days),
        () -> {
          FixedBitSet who = who(recent);
          who.andNot(who(before));
          return who;
        });
  }

  @Override
  public Query followed(String first, String second, int days) {
    int type = Workload.typeNames().indexOf(first);
    long millis = Duration.ofDays(days).toMillis();
    return new WhoQuery(
        texts.followed(first, second, days),
        () -> {
          SequenceCollector collector = new SequenceCollector(profiles, type, millis);
          collector.merge(segment, postings(first), postings(second));
          return collector.who();
        });
  }

  /** A window of the last days leaves out the instant that is exactly so many days ago. */
  private static Instant after(int days) {
    return Asked.daysAgo(days).plusMillis(1);
  }

  private FixedBitSet who(Query query) throws IOException {
    FixedBitSet who = new FixedBitSet(profiles);
    new WhoCollector(who).visit(events, query);
    return who;
  }

  private PostingsEnum postings(String type) throws IOException {
    PostingsEnum postings =
        segment.reader().postings(new Term(EventIndex.TYPE, type), PostingsEnum.NONE);
    if (postings == null) {
      throw new IllegalStateException("there must be events of each type, type=" + type);
    }
    return postings;
  }

  @Override
  public Query all(List<Query> wanted, List<Query> unwanted) {
    BooleanQuery.Builder builder = new BooleanQuery.Builder();
    wanted.forEach(query -> builder.add(query, Occur.FILTER));
    unwanted.forEach(query -> builder.add(query, Occur.MUST_NOT));
    return builder.build();
  }

  @Override
  public Query any(List<Query> operands) {
    BooleanQuery.Builder builder = new BooleanQuery.Builder();
    operands.forEach(query -> builder.add(query, Occur.SHOULD));
    return builder.build();
  }
}
