// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Draws from small pools, in a sequence that the seed fixes. Not thread-safe. */
public final class RandomChoice {

  private final SplittableRandom random;

  /** The sequence of {@code seed}. */
  public RandomChoice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A number in [0, bound), all alike. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** A number in [low, high], all alike. */
  public int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  /** A number in [low, high], all alike. */
  public long between(long low, long high) {
    return random.nextLong(low, high + 1);
  }

  /** True in {@code percent} of 100 draws. */
  public boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** One of {@code pool}, all alike. */
  public <T> T of(List<T> pool) {
    return pool.get(random.nextInt(pool.size()));
  }

  /** One of {@code pool}, the first ones more often than the last. */
  public <T> T skewed(List<T> pool) {
    return pool.get(Math.min(random.nextInt(pool.size()), random.nextInt(pool.size())));
  }

  /** What one of {@code pool} makes, all alike. */
  public <T> T made(List<Supplier<T>> pool) {
    return of(pool).get();
  }
}
