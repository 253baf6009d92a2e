// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.execute;

import dev.muster.shard.Chunk;
import dev.muster.shard.event.EventView;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The rows that one question about events found, chunk by chunk. Thread-safe. */
final class CachedAnswers {

  private final ConcurrentHashMap<Chunk, CachedRows> chunks = new ConcurrentHashMap<>();

  /** All that is cached of all questions. */
  private final AtomicLong total;

  /** How often what was looked for was there, and how often not, of all questions. */
  record Finds(LongAdder hits, LongAdder misses) {}

  private final Finds finds;

  private final AtomicLong size = new AtomicLong();

  /** When it was last asked, by the clock of the cache. */
  private volatile long lastAsked;

  /** No more is taken in. */
  private volatile boolean dropped;

  /** Nothing yet; {@code ownBytes} is what it takes even so. */
  CachedAnswers(AtomicLong total, Finds finds, long ownBytes) {
    this.finds = finds;
    this.total = total;
    grow(ownBytes);
  }

  /** What was found in {@code chunk} over just these views, or null. */
  @Nullable CachedRows find(Chunk chunk, List<EventView> views) {
    CachedRows found = chunks.get(chunk);
    if (found != null && found.isOf(views)) {
      finds.hits().increment();
      return found;
    }
    finds.misses().increment();
    return null;
  }

  /** Remembers what was found in {@code chunk}, instead of what was found before. */
  void put(Chunk chunk, CachedRows rows) {
    CachedRows before = chunks.put(chunk, rows);
    grow(rows.sizeBytes() - (before == null ? 0 : before.sizeBytes()));
    if (dropped) {
      // Whoever dropped it has not seen this.
      drop();
    }
  }

  private void grow(long bytes) {
    size.addAndGet(bytes);
    total.addAndGet(bytes);
  }

  /** Forgets everything, for good. */
  void drop() {
    dropped = true;
    chunks.clear();
    total.addAndGet(-size.getAndSet(0));
  }

  void asked(long tick) {
    lastAsked = tick;
  }

  long lastAsked() {
    return lastAsked;
  }
}
