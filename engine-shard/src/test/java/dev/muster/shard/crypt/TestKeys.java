// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.crypt;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A key ring for tests; the key of a number is always the same unless told otherwise. */
public final class TestKeys implements KeyRing {

  private final Map<Integer, byte[]> keys = new HashMap<>();
  private int currentId;

  /** A ring of the key {@code id}, which is the current one. */
  public static TestKeys of(int id) {
    return new TestKeys().with(id, bytes(id));
  }

  /** The key that {@code id} is the number of, in tests. */
  public static byte[] bytes(int id) {
    byte[] key = new byte[32];
    new SplittableRandom(id).nextBytes(key);
    return key;
  }

  /** Puts a key on the ring and makes it the current one. */
  public TestKeys with(int id, byte[] key) {
    keys.put(id, key);
    currentId = id;
    return this;
  }

  /** Takes a key off the ring; it stays the current one if it was. */
  public TestKeys without(int id) {
    keys.remove(id);
    return this;
  }

  @Override
  public int currentId() {
    return currentId;
  }

  @Override
  public byte @Nullable [] key(int id) {
    return keys.get(id);
  }
}
