// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.hash;

import dev.muster.value.XxHash64;
import java.nio.charset.StandardCharsets;

/** How words and texts are hashed; see the package. */
public final class ContentHash {

  /** What a name names: equal names of different things have different keys. */
  public enum Kind {
    ATTRIBUTE(1),
    CHANGE(2),
    EVENTS(3),
    PROPERTY(4),
    TIME(5),
    SEGMENT(6);

    private final long seed;

    Kind(long seed) {
      this.seed = seed;
    }
  }

  private ContentHash() {}

  /** A bijection in which every bit of {@code word} reaches every bit: Stafford's Mix13. */
  public static long mix(long word) {
    long mixed = (word ^ word >>> 30) * 0xBF58_476D_1CE4_E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
    return mixed ^ mixed >>> 31;
  }

  /** The key of what is called {@code name}. */
  public static long key(Kind kind, String name) {
    return hash(name, kind.seed);
  }

  /** The hash of {@code text}. */
  public static long text(String text) {
    return hash(text, 0);
  }

  private static long hash(String text, long seed) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return XxHash64.of(bytes, 0, bytes.length, seed);
  }
}
