// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.crypt;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/** What should be random, and here is the same in every run: for golden files and examples. */
public final class SeededSecureRandom extends SecureRandom {

  private static final long serialVersionUID = 1L;

  private final transient SplittableRandom random;

  /** Gives the bytes that {@code seed} stands for. */
  public SeededSecureRandom(long seed) {
    this.random = new SplittableRandom(seed);
  }

  @Override
  public void nextBytes(byte[] bytes) {
    random.nextBytes(bytes);
  }
}
