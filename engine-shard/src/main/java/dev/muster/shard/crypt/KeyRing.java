// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.crypt;

import org.jspecify.annotations.Nullable;

/**
 * The keys that files are encrypted under, each of 32 secret random bytes, by number. A key keeps
 * its number for good; what was written under it can be read for as long as it is here.
 *
 * <p>Any thread of the engine may ask at any time, for every file and now and then for the journal.
 */
public interface KeyRing {

  /** The number of the key that is written under from now on, in [1, 2³¹ - 1]. */
  int currentId();

  /**
   * The 32 bytes of key {@code id}, or null if it is not here. The engine reads the array, does not
   * change it and does not keep it.
   */
  byte @Nullable [] key(int id);
}
