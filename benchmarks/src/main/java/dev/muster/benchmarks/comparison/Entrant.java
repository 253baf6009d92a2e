// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import dev.muster.benchmarks.comparison.duckdb.DuckDbContestant;
import dev.muster.benchmarks.comparison.floor.FloorContestant;
import dev.muster.benchmarks.comparison.lucene.LuceneContestant;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Everyone that can be compared, as options and reports call them. */
public enum Entrant {
  MUSTER("Muster"),
  /** The same with its result cache. */
  MUSTER_CACHED("Muster, cached"),
  DUCKDB("DuckDB"),
  /** The same with its tables compressed. */
  DUCKDB_COMPRESSED("DuckDB, compressed"),
  LUCENE("Lucene"),
  /** The same with its query cache, which answers what has been asked before from memory. */
  LUCENE_CACHED("Lucene, cached"),
  FLOOR("floor");

  /** More than all questions need. */
  private static final long CACHE_BYTES = 64L << 20;

  private final String title;

  Entrant(String title) {
    this.title = title;
  }

  /** As in reports. */
  public String title() {
    return title;
  }

  /** As in options. */
  public String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The one that options call so. */
  public static Entrant of(String option) {
    for (Entrant entrant : values()) {
      if (entrant.option().equals(option)) {
        return entrant;
      }
    }
    throw new IllegalArgumentException(
        "contestant must be one of "
            + Arrays.stream(values()).map(Entrant::option).collect(Collectors.joining(", "))
            + ", contestant="
            + option);
  }

  /** Whether it can answer with several threads; the others answer with one. */
  public boolean isParallel() {
    return this == MUSTER || this == DUCKDB || this == DUCKDB_COMPRESSED;
  }

  /** A new one without data. {@code threads} count for those that are parallel. */
  public Contestant open(int threads) throws SQLException {
    return switch (this) {
      case MUSTER -> new MusterContestant(threads, 0);
      case MUSTER_CACHED -> new MusterContestant(1, CACHE_BYTES);
      case DUCKDB -> new DuckDbContestant(threads, false);
      case DUCKDB_COMPRESSED -> new DuckDbContestant(threads, true);
      case LUCENE -> new LuceneContestant(false);
      case LUCENE_CACHED -> new LuceneContestant(true);
      case FLOOR -> new FloorContestant();
    };
  }
}
