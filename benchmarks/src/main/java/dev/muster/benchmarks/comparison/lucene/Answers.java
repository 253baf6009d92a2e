// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.lucene;

import dev.muster.benchmarks.comparison.Asked;
import dev.muster.benchmarks.comparison.Formulation;
import dev.muster.benchmarks.workload.Actions;
import dev.muster.benchmarks.workload.Question;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/**
 * Answers from the two indexes. What is asked of attributes alone is counted by Lucene; events are
 * collected into a bit for each profile, which is the profile's document, and combined with the
 * bits of what attributes ask for.
 */
final class Answers {

  /** 500, in quarters. */
  private static final int SUM = 2_000;

  private final IndexSearcher profiles;
  private final LeafReaderContext profileSegment;
  private final IndexSearcher events;
  private final LeafReaderContext eventSegment;
  private final int profileCount;

  Answers(
      IndexSearcher profiles,
      LeafReaderContext profileSegment,
      IndexSearcher events,
      LeafReaderContext eventSegment) {
    this.profiles = profiles;
    this.profileSegment = profileSegment;
    this.events = events;
    this.eventSegment = eventSegment;
    this.profileCount = profileSegment.reader().maxDoc();
  }

  /** The ways to answer {@code question}. */
  List<Formulation> of(Question question) {
    return switch (question) {
      case Q1 -> List.of(count("term", ProfileQueries.country(3)));
      case Q2 -> List.of(count("terms", ProfileQueries.conjunction()));
      case Q3 -> List.of(count("terms", ProfileQueries.cities()));
      case Q4 -> List.of(count("points", ProfileQueries.ages(25, 34)));
      case Q5 ->
          List.of(
              count("points", ProfileQueries.withoutTag()),
              count("points or doc values", ProfileQueries.withoutTagByDocValues()));
      case Q11 -> sequences();
      default -> {
        List<Formulation> ways = new ArrayList<>();
        for (EventQueries queries : EventQueries.values()) {
          ways.add(new Formulation(queries.name(), asking(question, queries)));
        }
        yield ways;
      }
    };
  }

  private Formulation count(String name, Query query) {
    return new Formulation(name, () -> List.of((long) profiles.count(query)));
  }

  private Formulation.Asking asking(Question question, EventQueries queries) {
    Query opened = queries.happened("app_open", 7);
    Query bought = queries.happened("purchase", 30);
    return switch (question) {
      case Q6 -> () -> size(who(opened));
      case Q6U -> {
        Query uneven = queries.happened("app_open", Asked.UNEVEN_BEGIN, Asked.UNEVEN_END);
        yield () -> size(who(uneven));
      }
      case Q7 -> () -> often(bought);
      case Q8 -> {
        Query before = queries.happened("purchase", Asked.daysAgo(90), Asked.daysAgo(30));
        yield () -> List.of(FixedBitSet.andNotCount(who(before), who(bought)));
      }
      case Q9 -> {
        Query big = queries.bigPurchases(30);
        yield () -> size(who(big));
      }
      case Q10 -> {
        Query recent = queries.happened("purchase", 90);
        yield () -> sums(recent);
      }
      case Q12 -> {
        Query attributes = ProfileQueries.nested();
        yield () -> {
          FixedBitSet bits = who(opened);
          bits.andNot(who(bought));
          return List.of(FixedBitSet.intersectionCount(bits, matching(attributes)));
        };
      }
      case Q13 -> {
        Query plans = ProfileQueries.plans();
        yield () -> countries(plans, who(bought));
      }
      case Q14 -> {
        Query recent = queries.happened("purchase", 14);
        // Everything before has no lower bound; the data has one, long after this instant.
        Query before = queries.happened("purchase", Asked.daysAgo(10_000), Asked.daysAgo(14));
        yield () -> List.of(FixedBitSet.andNotCount(who(recent), who(before)));
      }
      case Q15 -> {
        Query country = ProfileQueries.country(0);
        Query ages = ProfileQueries.ages(25, 34);
        Query consent = ProfileQueries.consent();
        yield () ->
            overlaps(
                matching(country), matching(ages), matching(consent), who(opened), who(bought));
      }
      default ->
          throw new IllegalArgumentException("no events are asked for, question=" + question);
    };
  }

  private static List<Long> size(FixedBitSet bits) {
    return List.of((long) bits.cardinality());
  }

  /** The profiles of the events that {@code query} finds. */
  private FixedBitSet who(Query query) throws IOException {
    FixedBitSet who = new FixedBitSet(profileCount);
    new WhoCollector(who).visit(events, query);
    return who;
  }

  /** The profiles that {@code query} finds. */
  private FixedBitSet matching(Query query) throws IOException {
    FixedBitSet bits = new FixedBitSet(profileCount);
    Scorer scorer =
        profiles
            .createWeight(profiles.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1)
            .scorer(profileSegment);
    if (scorer != null) {
      bits.or(scorer.iterator());
    }
    return bits;
  }

  private List<Long> often(Query query) throws IOException {
    OftenCollector collector = new OftenCollector(profileCount, 3);
    collector.visit(events, query);
    return size(collector.who());
  }

  private List<Long> sums(Query query) throws IOException {
    SumCollector collector = new SumCollector(profileCount, SUM);
    collector.visit(events, query);
    return size(collector.who());
  }

  private List<Formulation> sequences() {
    Query both =
        new TermInSetQuery(
            EventIndex.TYPE, Arrays.asList(new BytesRef("add_to_cart"), new BytesRef("purchase")));
    return List.of(
        new Formulation(
            "collected",
            () -> {
              SequenceCollector collector = sequenceCollector();
              collector.visit(events, both);
              return size(collector.who());
            }),
        new Formulation(
            "postings merged",
            () -> {
              SequenceCollector collector = sequenceCollector();
              collector.merge(eventSegment, postings("add_to_cart"), postings("purchase"));
              return size(collector.who());
            }));
  }

  private SequenceCollector sequenceCollector() {
    return new SequenceCollector(profileCount, Actions.ADD_TO_CART, Asked.STEP.toMillis());
  }

  private PostingsEnum postings(String type) throws IOException {
    LeafReader reader = eventSegment.reader();
    PostingsEnum postings = reader.postings(new Term(EventIndex.TYPE, type), PostingsEnum.NONE);
    if (postings == null) {
      throw new IllegalStateException("there must be events of each type, type=" + type);
    }
    return postings;
  }

  private List<Long> countries(Query query, FixedBitSet who) throws IOException {
    FixedBitSet matching = matching(query);
    matching.and(who);
    SortedDocValues countries = profileSegment.reader().getSortedDocValues(ProfileIndex.COUNTRY);
    long[] counts = new long[countries.getValueCount()];
    for (int profile = matching.nextSetBit(0);
        profile != DocIdSetIterator.NO_MORE_DOCS;
        profile =
            profile + 1 < profileCount
                ? matching.nextSetBit(profile + 1)
                : DocIdSetIterator.NO_MORE_DOCS) {
      countries.advanceExact(profile);
      counts[countries.ordValue()]++;
    }
    List<Long> answer = new ArrayList<>();
    for (int country = 0; country < Question.COUNTRIES; country++) {
      int number = countries.lookupTerm(new BytesRef("country" + country));
      answer.add(number < 0 ? 0 : counts[number]);
    }
    return answer;
  }

  private static List<Long> overlaps(FixedBitSet... sets) {
    List<Long> answer = new ArrayList<>();
    for (int i = 0; i < sets.length; i++) {
      answer.add((long) sets[i].cardinality());
      for (int j = i + 1; j < sets.length; j++) {
        answer.add(FixedBitSet.intersectionCount(sets[i], sets[j]));
      }
    }
    return answer;
  }
}
