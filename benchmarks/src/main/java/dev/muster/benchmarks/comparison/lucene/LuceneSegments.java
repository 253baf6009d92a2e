// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.lucene;

import dev.muster.benchmarks.comparison.CacheUse;
import dev.muster.benchmarks.comparison.SegmentContestant;
import dev.muster.benchmarks.workload.ChangedSegments;
import dev.muster.benchmarks.workload.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LRUQueryCache;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.UsageTrackingQueryCachingPolicy;

/** Lucene, set up as in the comparison, counting segments as queries of the index of profiles. */
public final class LuceneSegments implements SegmentContestant {

  /** Which caches it uses. */
  public enum Caching {
    /** None. */
    OFF,

    /** What every searcher has by default, on both indexes. */
    DEFAULT,

    /**
     * On the index of profiles alone, where all that is asked of events ends up: as much memory as
     * Muster gets, questions about events from the first time on and all others that are worth it
     * from the second time on, and none so dear that it would not be cached.
     */
    EAGER
  }

  private static final int EAGER_QUERIES = 100_000;
  private static final int EAGER_HISTORY = 10_000;

  private final TemporaryIndex profileIndex;
  private final TemporaryIndex eventIndex;
  private final IndexSearcher profiles;
  private final SegmentQueries language;
  private final List<LRUQueryCache> caches = new ArrayList<>();

  /** Writes the indexes. {@code cacheBytes} count for the eager cache. */
  public LuceneSegments(Workload workload, Caching caching, long cacheBytes) throws IOException {
    profileIndex =
        new TemporaryIndex(null, writer -> ProfileIndex.fill(writer, workload.customers()));
    eventIndex =
        new TemporaryIndex(EventIndex.SORT, writer -> EventIndex.fill(writer, workload.actions()));
    profiles = profileIndex.searcher();
    IndexSearcher events = eventIndex.searcher();
    switch (caching) {
      case OFF -> {
        profiles.setQueryCache(null);
        events.setQueryCache(null);
      }
      case DEFAULT -> {
        // Of all searchers of a process; there are none but these two.
        if (profiles.getQueryCache() instanceof LRUQueryCache cache) {
          caches.add(cache);
        }
      }
      case EAGER -> {
        LRUQueryCache cache =
            new LRUQueryCache(EAGER_QUERIES, cacheBytes, segment -> true, Float.POSITIVE_INFINITY);
        profiles.setQueryCache(cache);
        profiles.setQueryCachingPolicy(new EagerPolicy());
        caches.add(cache);
        events.setQueryCache(null);
      }
    }
    language = new SegmentQueries(events, eventIndex.segment(), workload.profileCount());
  }

  /** Still never caches what is as fast without, such as terms. */
  private static final class EagerPolicy extends UsageTrackingQueryCachingPolicy {

    EagerPolicy() {
      super(EAGER_HISTORY);
    }

    @Override
    protected int minFrequencyToCache(Query query) {
      return query instanceof WhoQuery ? 1 : 2;
    }
  }

  @Override
  public List<Counting> prepare(ChangedSegments segments) {
    List<Counting> countings = new ArrayList<>();
    for (Query query : segments.in(language)) {
      countings.add(() -> profiles.count(query));
    }
    return countings;
  }

  @Override
  public CacheUse cacheUse() {
    long hits = caches.stream().mapToLong(LRUQueryCache::getHitCount).sum();
    long misses = caches.stream().mapToLong(LRUQueryCache::getMissCount).sum();
    return new CacheUse(hits, misses);
  }

  @Override
  public void close() throws IOException {
    profileIndex.close();
    eventIndex.close();
  }
}
