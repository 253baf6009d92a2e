// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.lucene;

import dev.muster.benchmarks.comparison.Contestant;
import dev.muster.benchmarks.comparison.Formulation;
import dev.muster.benchmarks.comparison.Loaded;
import dev.muster.benchmarks.workload.Question;
import dev.muster.benchmarks.workload.Workload;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Version;
import org.jspecify.annotations.Nullable;

/**
 * Lucene as somebody would use it who knows it: an index of profiles and one of events, each of one
 * segment and mapped into memory, and collectors that write into bit sets.
 *
 * <p>It answers with one thread: an {@link IndexSearcher} spreads segments over threads, or large
 * parts of one, but who did something has to end up in one bit set.
 *
 * <p>Nested documents, events as children of their profiles, were slower and are not here.
 */
public final class LuceneContestant implements Contestant {

  private final boolean queryCache;
  private @Nullable TemporaryIndex profiles;
  private @Nullable TemporaryIndex events;

  /** With Lucene's query cache as it is by default, or without any. */
  public LuceneContestant(boolean queryCache) {
    this.queryCache = queryCache;
  }

  @Override
  public Loaded load(Workload workload) throws IOException {
    long begin = System.nanoTime();
    TemporaryIndex profileIndex =
        new TemporaryIndex(null, writer -> ProfileIndex.fill(writer, workload.customers()));
    profiles = profileIndex;
    Loaded.Step profileStep = Loaded.Step.since(begin, "profiles, merged", workload.profileCount());
    begin = System.nanoTime();
    TemporaryIndex eventIndex =
        new TemporaryIndex(EventIndex.SORT, writer -> EventIndex.fill(writer, workload.actions()));
    events = eventIndex;
    Loaded.Step eventStep = Loaded.Step.since(begin, "events, merged", workload.eventCount());
    return new Loaded(
        List.of(profileStep, eventStep),
        List.of(
            new Loaded.Size("profiles on disk", profileIndex.sizeBytes()),
            new Loaded.Size("events on disk", eventIndex.sizeBytes())));
  }

  @Override
  public List<Formulation> formulations(Question question) {
    TemporaryIndex profileIndex = loaded(profiles);
    TemporaryIndex eventIndex = loaded(events);
    return new Answers(
            searcher(profileIndex),
            profileIndex.segment(),
            searcher(eventIndex),
            eventIndex.segment())
        .of(question);
  }

  private IndexSearcher searcher(TemporaryIndex index) {
    IndexSearcher searcher = index.searcher();
    if (!queryCache) {
      searcher.setQueryCache(null);
    }
    return searcher;
  }

  private static TemporaryIndex loaded(@Nullable TemporaryIndex index) {
    if (index == null) {
      throw new IllegalStateException("ask after load");
    }
    return index;
  }

  @Override
  public String version() {
    return Version.LATEST.toString();
  }

  @Override
  public void close() throws IOException {
    try (TemporaryIndex first = profiles;
        TemporaryIndex second = events) {
      profiles = null;
      events = null;
    }
  }
}
