// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.analysis.Rfm;
import dev.muster.shard.scan.WideLong;

/**
 * Scores values by their place among n: 1 + floor(5 b / n) for a value that b are less than.
 *
 * <p>The score is more than k if b is at least c = ceil(k n / 5), and that is so if the value of
 * rank c is less than the one asked about. So four values say it all. Immutable.
 */
final class Quintiles {

  private static final int CUTS = Rfm.SCORES - 1;

  private final long[] highs;
  private final long[] lows;

  private Quintiles(long[] highs, long[] lows) {
    this.highs = highs;
    this.lows = lows;
  }

  /** The scores among {@code values}, which are not changed; at least one. O(n log n). */
  static Quintiles of(CollectedValues values) {
    CollectedValues sorted = new CollectedValues();
    sorted.addAll(values);
    sorted.sort();
    long[] highs = new long[CUTS];
    long[] lows = new long[CUTS];
    for (int k = 1; k <= CUTS; k++) {
      int rank = (int) (((long) k * sorted.size() + CUTS) / Rfm.SCORES);
      highs[k - 1] = sorted.high(rank - 1);
      lows[k - 1] = sorted.low(rank - 1);
    }
    return new Quintiles(highs, lows);
  }

  /** The score of a value, in [1, 5]. */
  int score(long high, long low) {
    int score = 1;
    for (int i = 0; i < CUTS; i++) {
      score += WideLong.compare(highs[i], lows[i], high, low) < 0 ? 1 : 0;
    }
    return score;
  }
}
