// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.file;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A file as the process sees it, as it is on disk, and the changes in between. */
final class ModelFile {

  private sealed interface Change {}

  private record Write(int offset, byte[] bytes) implements Change {}

  private record Resize(int size) implements Change {}

  private byte[] seen = new byte[0];
  private int seenSize;
  private byte[] durable = new byte[0];
  private int durableSize;
  private final List<Change> unforced = new ArrayList<>();

  int size() {
    return seenSize;
  }

  byte[] bytes() {
    return Arrays.copyOf(seen, seenSize);
  }

  void read(ByteBuffer target, int offset, int count) {
    target.put(seen, offset, count);
  }

  void write(int offset, byte[] bytes) {
    int end = offset + bytes.length;
    if (end > seenSize) {
      resize(end);
    }
    System.arraycopy(bytes, 0, seen, offset, bytes.length);
    unforced.add(new Write(offset, bytes));
  }

  void resize(int size) {
    if (size == seenSize) {
      return;
    }
    if (size < seenSize) {
      Arrays.fill(seen, size, seenSize, (byte) 0);
    }
    seen = grown(seen, size);
    seenSize = size;
    unforced.add(new Resize(size));
  }

  /** Everything seen is on disk; without {@code metadata} a larger size may still be lost. */
  void force(boolean metadata) {
    List<Change> done = List.copyOf(unforced);
    unforced.clear();
    int size = durableSize;
    boolean shrinks = false;
    for (Change change : done) {
      shrinks |= change instanceof Resize resize && resize.size() < size;
      size = change instanceof Resize resize ? resize.size() : size;
    }
    for (Change change : done) {
      if (change instanceof Write write) {
        durable = grown(durable, write.offset() + write.bytes().length);
        System.arraycopy(write.bytes(), 0, durable, write.offset(), write.bytes().length);
      } else if (change instanceof Resize resize) {
        if (metadata || shrinks) {
          resizeDurable(resize.size());
        } else {
          unforced.add(resize);
        }
      }
    }
  }

  private void resizeDurable(int size) {
    if (size < durable.length) {
      Arrays.fill(durable, size, durable.length, (byte) 0);
    }
    durableSize = size;
  }

  /**
   * The device failed: some of the changes are on disk, in part. The others stay readable, count as
   * written, and no later force writes them. So do some systems.
   */
  void failForce(SplittableRandom random) {
    List<Change> done = List.copyOf(unforced);
    unforced.clear();
    int lostPercent = random.nextInt(3) * 50;
    for (Change change : done) {
      boolean lost = random.nextInt(100) < lostPercent;
      if (change instanceof Write write && !lost) {
        durable = grown(durable, write.offset() + write.bytes().length);
        int part =
            random.nextBoolean() ? write.bytes().length : random.nextInt(write.bytes().length + 1);
        System.arraycopy(write.bytes(), 0, durable, write.offset(), part);
      } else if (change instanceof Resize resize) {
        // File systems keep metadata themselves: what fails is tried again.
        unforced.add(resize);
      }
    }
  }

  /** What is there after the power went. */
  ModelFile afterPowerLoss(PowerLoss loss) {
    ModelFile left = new ModelFile();
    left.durable = durable.clone();
    left.durableSize = durableSize;
    for (Change change : unforced) {
      if (change instanceof Write write) {
        left.durable = grown(left.durable, write.offset() + write.bytes().length);
        loss.land(left.durable, write.offset(), write.bytes());
      } else if (change instanceof Resize resize && loss.keeps()) {
        left.resizeDurable(resize.size());
      }
    }
    left.durable = Arrays.copyOf(left.durable, left.durableSize);
    left.seen = left.durable.clone();
    left.seenSize = left.durableSize;
    return left;
  }

  /** The same file, which no longer changes together with this one. */
  ModelFile copy() {
    ModelFile copy = new ModelFile();
    copy.seen = seen.clone();
    copy.seenSize = seenSize;
    copy.durable = durable.clone();
    copy.durableSize = durableSize;
    copy.unforced.addAll(unforced);
    return copy;
  }

  private static byte[] grown(byte[] bytes, int size) {
    return bytes.length >= size ? bytes : Arrays.copyOf(bytes, size);
  }
}
