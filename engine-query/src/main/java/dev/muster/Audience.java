// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.profile.ProfileId;
import dev.muster.shard.Shard;
import dev.muster.shard.dictionary.ByteHash;
import dev.muster.shard.directory.Directory;
import dev.muster.shard.epoch.Epochs;
import dev.muster.shard.epoch.Pin;
import dev.muster.shard.scan.RowMask;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * The profiles that matched a predicate, at one position: they stay the same whatever is written
 * afterwards.
 *
 * <p>Holds one compressed bitmap per shard, not the identifiers. Immutable and thread-safe. Close
 * it when done: while it is open, rows of profiles deleted since are not used again. One that is
 * forgotten is closed when it is collected.
 *
 * <p>Audiences of one engine can be combined, whatever their positions. Who is meant is the profile
 * as it lived then: a profile that was deleted and began anew in between is another one.
 */
public final class Audience implements Iterable<ProfileId>, AutoCloseable {

  private static final Cleaner CLEANER = Cleaner.create();

  /** What the audience looks into; one per engine. */
  record Source(Shard[] shards, Directory directory, Epochs epochs) {}

  private final Source source;
  private final RoaringBitmap[] rows;
  private final long size;
  private final long epoch;
  private final Pin lease;
  private final Cleaner.Cleanable release;
  private volatile boolean closed;

  /** Takes over {@code lease}. */
  Audience(Source source, RoaringBitmap[] rows, long epoch, Pin lease) {
    this.source = source;
    this.rows = rows;
    this.epoch = epoch;
    this.lease = lease;
    long count = 0;
    for (RoaringBitmap bitmap : rows) {
      count += bitmap.getLongCardinality();
    }
    this.size = count;
    Epochs epochs = source.epochs();
    this.release = CLEANER.register(this, () -> epochs.releaseLease(lease));
  }

  /** How many profiles. O(1). */
  public long size() {
    return size;
  }

  /** The position at which they matched; the later one of a combination. */
  public long epoch() {
    return epoch;
  }

  /** Those who are in both. O(compressed size). */
  public Audience and(Audience other) {
    return combine(other, (left, right) -> RoaringBitmap.and(left, right));
  }

  /** Those who are in either. O(compressed size). */
  public Audience or(Audience other) {
    return combine(other, (left, right) -> RoaringBitmap.or(left, right));
  }

  /** Those who are here and not in {@code other}. O(compressed size). */
  public Audience minus(Audience other) {
    return combine(other, (left, right) -> RoaringBitmap.andNot(left, right));
  }

  private interface Combination {
    RoaringBitmap apply(RoaringBitmap left, RoaringBitmap right);
  }

  private Audience combine(Audience other, Combination combination) {
    requireOpen();
    other.requireOpen();
    if (other.source.epochs() != source.epochs()) {
      throw new IllegalArgumentException("audiences must be of one engine to be combined");
    }
    RoaringBitmap[] combined = new RoaringBitmap[rows.length];
    for (int shard = 0; shard < rows.length; shard++) {
      combined[shard] = combination.apply(rows[shard], other.rows[shard]);
    }
    return derived(combined, other);
  }

  /** An audience that keeps the rows of both parents from being reused. */
  private Audience derived(RoaringBitmap[] combined, Audience other) {
    Pin older = other.lease.epoch() < lease.epoch() ? other.lease : lease;
    Pin derived = source.epochs().lease(older);
    try {
      // Only now is it sure that the rows were kept all the while.
      requireOpen();
      other.requireOpen();
    } catch (IllegalStateException e) {
      source.epochs().releaseLease(derived);
      throw e;
    } finally {
      // Neither may be collected, and thereby closed, before its rows are held anew.
      Reference.reachabilityFence(this);
      Reference.reachabilityFence(other);
    }
    return new Audience(source, combined, Math.max(epoch, other.epoch), derived);
  }

  /**
   * A sample of at most {@code count} profiles without repetition. Who is drawn depends only on
   * {@code seed} and the identifiers, not on shards or history, so that samples can be repeated,
   * and a larger one with the same seed contains a smaller one. O(size).
   */
  public Audience sample(int count, long seed) {
    requireOpen();
    if (count < 0) {
      throw new IllegalArgumentException("count must not be negative, count=" + count);
    }
    record Draw(long rank, int shard, int row) {}
    // The count least ranks; the greatest of them on top.
    PriorityQueue<Draw> draws =
        new PriorityQueue<>((a, b) -> Long.compareUnsigned(b.rank(), a.rank()));
    for (int shard = 0; shard < rows.length; shard++) {
      PeekableIntIterator iterator = rows[shard].getIntIterator();
      while (iterator.hasNext() && count > 0) {
        int row = iterator.next();
        long rank = rank(text(shard, row), seed);
        if (draws.size() < count) {
          draws.add(new Draw(rank, shard, row));
        } else if (Long.compareUnsigned(rank, draws.element().rank()) < 0) {
          draws.remove();
          draws.add(new Draw(rank, shard, row));
        }
      }
    }
    RoaringBitmap[] sampled = new RoaringBitmap[rows.length];
    for (int shard = 0; shard < rows.length; shard++) {
      sampled[shard] = new RoaringBitmap();
    }
    draws.forEach(draw -> sampled[draw.shard()].add(draw.row()));
    return derived(sampled, this);
  }

  private static long rank(String id, long seed) {
    byte[] bytes = (seed + "/" + id).getBytes(StandardCharsets.UTF_8);
    return ByteHash.of(bytes, 0, bytes.length);
  }

  private String text(int shard, int row) {
    int entry = source.shards()[shard].chunkOf(row).entry(row & (RowMask.ROWS - 1));
    return source.directory().text(entry);
  }

  /** The identifiers, each once, in no particular order. Fails once the audience is closed. */
  @Override
  public Iterator<ProfileId> iterator() {
    requireOpen();
    return new Iterator<>() {
      private int shard;
      private PeekableIntIterator inShard = rows[0].getIntIterator();

      @Override
      public boolean hasNext() {
        requireOpen();
        while (!inShard.hasNext() && shard + 1 < rows.length) {
          inShard = rows[++shard].getIntIterator();
        }
        return inShard.hasNext();
      }

      @Override
      public ProfileId next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        try {
          String text = text(shard, inShard.next());
          // Read while the audience was open, or not at all.
          requireOpen();
          return ProfileId.of(text);
        } finally {
          Reference.reachabilityFence(Audience.this);
        }
      }
    };
  }

  /** The identifiers as a stream. */
  public Stream<ProfileId> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the audience is closed");
    }
  }

  /** Lets rows be used again. Idempotent. */
  @Override
  public void close() {
    closed = true;
    release.clean();
  }

  @Override
  public String toString() {
    return size + " profiles at epoch " + epoch;
  }
}
