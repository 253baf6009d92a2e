// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import dev.muster.benchmarks.workload.ChangedSegments;
import java.io.IOException;
import java.util.List;

/** An engine that holds the workload and counts segments, with one thread. */
public interface SegmentContestant extends AutoCloseable {

  /** Says what is to be counted; nothing has been looked up in the data yet. In their order. */
  List<Counting> prepare(ChangedSegments segments);

  /** What its cache has been good for since it was opened. */
  CacheUse cacheUse();

  @Override
  void close() throws IOException;

  /** A segment that is ready to be counted. */
  @FunctionalInterface
  interface Counting {

    /** The profiles in it. */
    long count() throws IOException;
  }
}
