// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.floor;

import dev.muster.benchmarks.workload.Question;
import java.util.ArrayList;
import java.util.List;

/** Q12, Q13, Q15: attributes and events together. */
final class MixedLoops {

  private static final int COUNTRIES = 50;

  /** 100, in quarters. */
  private static final int LTV = 400;

  private final ProfileBits bits;
  private final ProfileLoops profiles;
  private final DayBits opens;
  private final DayBits purchases;
  private final int chunks;
  private final long[] first = new long[RowSet.CHUNK_WORDS];
  private final long[] second = new long[RowSet.CHUNK_WORDS];
  private final long[] third = new long[RowSet.CHUNK_WORDS];

  MixedLoops(ProfileBits bits, ProfileLoops profiles, DayBits opens, DayBits purchases) {
    this.bits = bits;
    this.profiles = profiles;
    this.opens = opens;
    this.purchases = purchases;
    this.chunks = Words.chunks(bits.rows);
  }

  /** Q12: sets first; the column is looked up for the rows that are left. */
  long nested() {
    RowSet[] in = opens.last(7);
    RowSet[] out = purchases.last(30);
    long count = 0;
    for (int chunk = 0; chunk < chunks; chunk++) {
      int from = chunk * RowSet.CHUNK_WORDS;
      Words.clear(first);
      DayBits.orInto(in, chunk, first);
      DayBits.andNotFrom(out, chunk, first);
      Words.and(first, bits.consent, from);
      for (int i = 0; i < RowSet.CHUNK_WORDS; i++) {
        long tagged = first[i] & bits.tag3[from + i];
        long country =
            bits.countries[0][from + i] | bits.countries[1][from + i] | bits.countries[2][from + i];
        count += Long.bitCount(tagged);
        for (long word = first[i] & ~tagged & country; word != 0; word &= word - 1) {
          count += bits.ltv[(from + i) << 6 | Long.numberOfTrailingZeros(word)] > LTV ? 1 : 0;
        }
      }
    }
    return count;
  }

  /** Q13: the country of each row that is left is counted. */
  List<Long> countries() {
    RowSet[] in = purchases.last(30);
    long[] counts = new long[COUNTRIES];
    for (int chunk = 0; chunk < chunks; chunk++) {
      int from = chunk * RowSet.CHUNK_WORDS;
      Words.clear(first);
      DayBits.orInto(in, chunk, first);
      for (int i = 0; i < RowSet.CHUNK_WORDS; i++) {
        long plans = bits.pro[from + i] | bits.enterprise[from + i];
        for (long word = first[i] & plans; word != 0; word &= word - 1) {
          counts[bits.country[(from + i) << 6 | Long.numberOfTrailingZeros(word)]]++;
        }
      }
    }
    List<Long> answer = new ArrayList<>();
    for (int country = 0; country < Question.COUNTRIES; country++) {
      answer.add(counts[country]);
    }
    return answer;
  }

  /** Q15: five sets of a chunk, word by word. */
  List<Long> overlaps() {
    RowSet[] opened = opens.last(7);
    RowSet[] bought = purchases.last(30);
    long[] counts = new long[15];
    for (int chunk = 0; chunk < chunks; chunk++) {
      profiles.agesInto(first, chunk * RowSet.CHUNK_WORDS, 25, 34);
      Words.clear(second);
      DayBits.orInto(opened, chunk, second);
      Words.clear(third);
      DayBits.orInto(bought, chunk, third);
      countInto(counts, chunk * RowSet.CHUNK_WORDS);
    }
    List<Long> answer = new ArrayList<>();
    for (long count : counts) {
      answer.add(count);
    }
    return answer;
  }

  /** Three loops, so that the sums of each fit into registers. */
  private void countInto(long[] counts, int from) {
    long[] country = bits.countries[0];
    long[] consent = bits.consent;
    int aa = 0;
    int ab = 0;
    int ac = 0;
    int ad = 0;
    int ae = 0;
    for (int i = 0; i < RowSet.CHUNK_WORDS; i++) {
      long a = country[from + i];
      aa += Long.bitCount(a);
      ab += Long.bitCount(a & first[i]);
      ac += Long.bitCount(a & consent[from + i]);
      ad += Long.bitCount(a & second[i]);
      ae += Long.bitCount(a & third[i]);
    }
    int bb = 0;
    int bc = 0;
    int bd = 0;
    int be = 0;
    for (int i = 0; i < RowSet.CHUNK_WORDS; i++) {
      long b = first[i];
      bb += Long.bitCount(b);
      bc += Long.bitCount(b & consent[from + i]);
      bd += Long.bitCount(b & second[i]);
      be += Long.bitCount(b & third[i]);
    }
    int cc = 0;
    int cd = 0;
    int ce = 0;
    int dd = 0;
    int de = 0;
    int ee = 0;
    for (int i = 0; i < RowSet.CHUNK_WORDS; i++) {
      long c = consent[from + i];
      long d = second[i];
      long e = third[i];
      cc += Long.bitCount(c);
      cd += Long.bitCount(c & d);
      ce += Long.bitCount(c & e);
      dd += Long.bitCount(d);
      de += Long.bitCount(d & e);
      ee += Long.bitCount(e);
    }
    int[] sums = {aa, ab, ac, ad, ae, bb, bc, bd, be, cc, cd, ce, dd, de, ee};
    for (int i = 0; i < sums.length; i++) {
      counts[i] += sums[i];
    }
  }
}
