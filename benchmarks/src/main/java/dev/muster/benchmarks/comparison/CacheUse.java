// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import java.io.Serializable;

/**
 * What a cache was good for, in its own figures: what counts as a look-up differs.
 *
 * @param hits how often something was there
 * @param misses how often it was not
 */
public record CacheUse(long hits, long misses) implements Serializable {

  CacheUse minus(CacheUse earlier) {
    return new CacheUse(hits - earlier.hits, misses - earlier.misses);
  }

  CacheUse plus(CacheUse other) {
    return new CacheUse(hits + other.hits, misses + other.misses);
  }

  /** Part of the look-ups that found something; not a number without any. */
  double hitRate() {
    return (double) hits / (hits + misses);
  }
}
