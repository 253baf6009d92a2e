// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import dev.muster.benchmarks.comparison.lucene.LuceneSegments;
import dev.muster.benchmarks.workload.Workload;
import java.io.IOException;
import java.util.Locale;

/** Everyone whose counting of changed segments is compared. */
enum SegmentEntrant {
  MUSTER("Muster"),
  MUSTER_CACHED("Muster, cached"),
  LUCENE("Lucene"),
  LUCENE_CACHED("Lucene, default cache"),
  LUCENE_EAGER("Lucene, eager cache");

  /** Of Muster's cache and of Lucene's eager one; Lucene's default is half of it at most. */
  static final long CACHE_BYTES = 64L << 20;

  private final String title;

  SegmentEntrant(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** As in files. */
  String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A new one with the data. */
  SegmentContestant open(Workload workload) throws IOException {
    return switch (this) {
      case MUSTER -> new MusterSegments(workload, 0);
      case MUSTER_CACHED -> new MusterSegments(workload, CACHE_BYTES);
      case LUCENE -> new LuceneSegments(workload, LuceneSegments.Caching.OFF, 0);
      case LUCENE_CACHED -> new LuceneSegments(workload, LuceneSegments.Caching.DEFAULT, 0);
      case LUCENE_EAGER -> new LuceneSegments(workload, LuceneSegments.Caching.EAGER, CACHE_BYTES);
    };
  }
}
