// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.floor;

import dev.muster.benchmarks.comparison.Asked;

/** Q1 to Q5: attributes alone. */
final class ProfileLoops {

  private final ProfileBits bits;
  private final int[] cities = Asked.cities();
  private final long[] words = new long[RowSet.CHUNK_WORDS];

  ProfileLoops(ProfileBits bits) {
    this.bits = bits;
  }

  /** Q1: a cardinality. */
  long country() {
    return bits.countryCounts[3];
  }

  /** Q2: three sets, word by word. */
  long conjunction() {
    long[] country = bits.countries[1];
    long[] pro = bits.pro;
    long[] ios = bits.ios;
    long count = 0;
    for (int i = 0; i < country.length; i++) {
      count += Long.bitCount(country[i] & pro[i] & ios[i]);
    }
    return count;
  }

  /** Q3: cardinalities of disjoint sets. */
  long cities() {
    long count = 0;
    for (int city : cities) {
      count += bits.cityCounts[city];
    }
    return count;
  }

  /** Q4: the same. */
  long ages() {
    long count = 0;
    for (int age = 25; age <= 34; age++) {
      count += bits.ageCounts[age];
    }
    return count;
  }

  /** Q5: sixteen sets united, less one, with another. */
  long agesAndPlanWithoutTag() {
    long count = 0;
    for (int from = 0; from < bits.free.length; from += RowSet.CHUNK_WORDS) {
      agesInto(words, from, 30, 45);
      for (int i = 0; i < RowSet.CHUNK_WORDS; i++) {
        count += Long.bitCount(words[i] & bits.free[from + i] & ~bits.tag5[from + i]);
      }
    }
    return count;
  }

  /** Makes {@code words} those of the chunk whose ages lie between the two, which belong to it. */
  void agesInto(long[] words, int from, int first, int last) {
    long[][] ages = bits.ages;
    Words.clear(words);
    int age = first;
    for (; age + 3 <= last; age += 4) {
      Words.or(words, ages[age], ages[age + 1], ages[age + 2], ages[age + 3], from);
    }
    for (; age <= last; age++) {
      Words.or(words, ages[age], from);
    }
  }
}
