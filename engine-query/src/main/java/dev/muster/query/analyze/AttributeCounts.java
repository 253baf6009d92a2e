// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.analysis.Breakdown;
import dev.muster.analysis.Dimension;
import dev.muster.query.execute.ChunkRows;
import dev.muster.query.execute.StopCheck;
import dev.muster.shard.SchemaLayout.Field;
import dev.muster.shard.dictionary.SetDictionary;
import dev.muster.shard.scan.RowMask;
import org.jspecify.annotations.Nullable;

/** Profiles by code of one attribute. Sets are counted whole, and only in the end by member. */
final class AttributeCounts implements DimensionCounts {

  private final Dimension dimension;
  private final Field field;
  private final CodeCounts counts = new CodeCounts();
  private long missing;
  private long total;

  /** Of one chunk; made when one comes. */
  private long @Nullable [] codes;

  AttributeCounts(Dimension.OfAttribute dimension, Field field) {
    this.dimension = dimension;
    this.field = field;
  }

  @Override
  public void add(ChunkRows chunk) {
    long[] loaded = codes;
    if (loaded == null) {
      loaded = new long[RowMask.ROWS];
      codes = loaded;
    }
    int found = chunk.loadInOrder(field.index(), loaded);
    for (int i = 0; i < found; i++) {
      counts.add(loaded[i], 1);
    }
    missing += chunk.count() - found;
    total += chunk.count();
  }

  @Override
  public void addAll(DimensionCounts other) {
    AttributeCounts same = (AttributeCounts) other;
    counts.addAll(same.counts);
    missing += same.missing;
    total += same.total;
  }

  @Override
  public Breakdown.Part part(int top, StopCheck stop) {
    CodeCounts values = counts;
    if (field.dictionary() instanceof SetDictionary sets) {
      CodeCounts members = new CodeCounts();
      SetMembers.addAll(sets, counts, members, stop);
      values = members;
    }
    return PartBuilder.build(dimension, field, values, values, top, missing, total, stop);
  }
}
