// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.analysis.Breakdown;
import dev.muster.analysis.Dimension;
import dev.muster.query.execute.ChunkRows;
import dev.muster.query.execute.StopCheck;
import dev.muster.query.plan.MeasuredEvents;
import dev.muster.shard.SchemaLayout.Field;
import dev.muster.shard.dictionary.SetDictionary;
import dev.muster.shard.event.EventView;
import dev.muster.shard.event.PropertyScan;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongArrayList;

/**
 * Events and profiles by code of one event property.
 *
 * <p>Events are counted by whole set. So are profiles whose events all have the same one; a profile
 * with several sets counts once for each member of any, which is found out row by row.
 */
final class PropertyCounts implements DimensionCounts {

  private final Dimension dimension;
  private final Field field;
  private final MeasuredEvents events;
  private final CodeCounts counts = new CodeCounts();
  private final CodeCounts profiles = new CodeCounts();

  /** By member: profiles that have several sets, which are not in {@link #profiles}. */
  private final CodeCounts memberProfiles = new CodeCounts();

  // The row of a property of sets that is being visited.
  private final LongArrayList rowSets = new LongArrayList();
  private int row = -1;

  private long withProperty;
  private long total;

  PropertyCounts(Dimension.OfEvents dimension, Field field, MeasuredEvents events) {
    this.dimension = dimension;
    this.field = field;
    this.events = events;
  }

  @Override
  public void add(ChunkRows chunk) {
    EventView view = chunk.events(events.eventType());
    total += PropertyScan.countEvents(view, events.query(), chunk.rows(), chunk.scratch());
    chunk.checkStopped();
    if (field.dictionary() instanceof SetDictionary sets) {
      row = -1;
      PropertyScan.forEachValue(
          view,
          events.query(),
          chunk.rows(),
          chunk.scratch(),
          (of, code, count) -> addSet(sets, of, code, count));
      endRow(sets);
    } else {
      PropertyScan.forEachValue(
          view, events.query(), chunk.rows(), chunk.scratch(), this::addValue);
    }
  }

  private void addValue(int of, long code, int count) {
    counts.add(code, count);
    profiles.add(code, 1);
    withProperty += count;
  }

  private void addSet(SetDictionary sets, int of, long code, int count) {
    if (of != row) {
      endRow(sets);
      row = of;
    }
    rowSets.add(code);
    counts.add(code, count);
    withProperty += count;
  }

  private void endRow(SetDictionary sets) {
    if (rowSets.size() == 1) {
      profiles.add(rowSets.getLong(0), 1);
    } else {
      IntOpenHashSet members = new IntOpenHashSet();
      for (int i = 0; i < rowSets.size(); i++) {
        for (int member : sets.members(Math.toIntExact(rowSets.getLong(i)))) {
          if (members.add(member)) {
            memberProfiles.add(member, 1);
          }
        }
      }
    }
    rowSets.clear();
  }

  @Override
  public void addAll(DimensionCounts other) {
    PropertyCounts same = (PropertyCounts) other;
    counts.addAll(same.counts);
    profiles.addAll(same.profiles);
    memberProfiles.addAll(same.memberProfiles);
    withProperty += same.withProperty;
    total += same.total;
  }

  @Override
  public Breakdown.Part part(int top, StopCheck stop) {
    CodeCounts byValue = counts;
    CodeCounts profilesByValue = profiles;
    if (field.dictionary() instanceof SetDictionary sets) {
      CodeCounts members = new CodeCounts();
      SetMembers.addAll(sets, counts, members, stop);
      SetMembers.addAll(sets, profiles, memberProfiles, stop);
      byValue = members;
      profilesByValue = memberProfiles;
    }
    return PartBuilder.build(
        dimension, field, byValue, profilesByValue, top, total - withProperty, total, stop);
  }
}
