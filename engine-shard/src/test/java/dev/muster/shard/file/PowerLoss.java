// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.file;

import java.util.SplittableRandom;

/**
 * Decides what is left of things that were not forced when the power went. Each is decided on its
 * own; how gentle the disk is as a whole differs by seed, from losing everything to keeping it.
 */
final class PowerLoss {

  /** What a disk writes as a whole, if it writes it at all. */
  static final int SECTOR_BYTES = 512;

  private final SplittableRandom random;
  private final int keepPercent;
  private final int spoilPercent;

  PowerLoss(long seed) {
    this.random = new SplittableRandom(seed);
    this.keepPercent = random.nextInt(5) * 25;
    this.spoilPercent = random.nextInt(3) * 30;
  }

  /** Whether a change of a size or a name is on disk. */
  boolean keeps() {
    return random.nextInt(100) < keepPercent;
  }

  /** Puts what is left of a write of {@code bytes} at {@code offset} into {@code content}. */
  void land(byte[] content, int offset, byte[] bytes) {
    if (random.nextInt(100) >= spoilPercent) {
      if (keeps()) {
        System.arraycopy(bytes, 0, content, offset, bytes.length);
      }
      return;
    }
    switch (random.nextInt(4)) {
      case 0 -> System.arraycopy(bytes, 0, content, offset, random.nextInt(bytes.length + 1));
      case 1 -> landSectors(content, offset, bytes, false);
      case 2 -> landSectors(content, offset, bytes, true);
      default -> {
        System.arraycopy(bytes, 0, content, offset, bytes.length);
        for (int flips = bytes.length == 0 ? 0 : random.nextInt(1, 9); flips > 0; flips--) {
          content[offset + random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
  }

  /** Any of the sectors, each new or old or, if asked for, garbage in the range written. */
  private void landSectors(byte[] content, int offset, byte[] bytes, boolean garbage) {
    int end = offset + bytes.length;
    for (int at = offset; at < end; ) {
      int next = Math.min(end, (at / SECTOR_BYTES + 1) * SECTOR_BYTES);
      if (garbage && random.nextInt(4) == 0) {
        for (int i = at; i < next; i++) {
          content[i] = (byte) random.nextInt();
        }
      } else if (random.nextBoolean()) {
        System.arraycopy(bytes, at - offset, content, at, next - at);
      }
      at = next;
    }
  }
}
