// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.lucene;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

/**
 * The profiles that a question about events finds, as a query of the index of profiles: it can be
 * combined with others there, and cached there like them. Two are equal if they ask the same.
 */
final class WhoQuery extends Query {

  private final String what;
  private final Finding finding;

  /**
   * A question.
   *
   * @param what it asks, which tells it from all others
   */
  WhoQuery(String what, Finding finding) {
    this.what = what;
    this.finding = finding;
  }

  /** Goes through events. */
  @FunctionalInterface
  interface Finding {

    /** A bit for each profile. */
    FixedBitSet find() throws IOException;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
    return new ConstantScoreWeight(this, boost) {

      @Override
      public Scorer scorer(LeafReaderContext segment) throws IOException {
        FixedBitSet who = finding.find();
        BitSetIterator profiles = new BitSetIterator(who, who.cardinality());
        return new ConstantScoreScorer(this, score(), scoreMode, profiles);
      }

      @Override
      public boolean isCacheable(LeafReaderContext segment) {
        return true;
      }
    };
  }

  @Override
  public String toString(String field) {
    return what;
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public boolean equals(Object other) {
    return sameClassAs(other) && what.equals(((WhoQuery) other).what);
  }

  @Override
  public int hashCode() {
    return classHash() * 31 + what.hashCode();
  }
}
