// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.shard.event.EventRun;
import it.unimi.dsi.fastutil.objects.Object2LongLinkedOpenHashMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the sealed runs of one snapshot are kept. A run never changes, so it is written once, and
 * later snapshots point to it.
 *
 * <p>Runs that have been merged or purged leave garbage in their file. A file more than half of
 * which is garbage is given up, its other runs being written again; so is a file that is small
 * beside what is about to be written anyway, so that there are few files and each run is written
 * again only a logarithmic number of times.
 */
final class RunPlaces {

  /** A file is small if it holds at most so many times what is about to be written. */
  private static final int SMALL_FACTOR = 2;

  /** By identity of the run, which may have been let go since. */
  private final IdentityHashMap<Object, RunPlace> places = new IdentityHashMap<>();

  /** Nothing is kept yet. */
  RunPlaces() {}

  void put(EventRun run, RunPlace place) {
    places.put(run.identity(), place);
  }

  @Nullable RunPlace find(EventRun run) {
    return places.get(run.identity());
  }

  /** The places of all runs, in no order. */
  Collection<RunPlace> all() {
    return places.values();
  }

  /** The files that hold anything, in no order. */
  List<RunFile> files() {
    return places.values().stream().map(RunPlace::file).distinct().toList();
  }

  /**
   * The places of those of {@code runs} that stay where they are.
   *
   * @param rewriteAll whether none is to stay
   */
  RunPlaces kept(Collection<EventRun> runs, boolean rewriteAll) {
    RunPlaces kept = new RunPlaces();
    if (rewriteAll) {
      return kept;
    }
    Object2LongLinkedOpenHashMap<RunFile> used = new Object2LongLinkedOpenHashMap<>();
    long toWrite = 0;
    for (EventRun run : runs) {
      RunPlace place = find(run);
      if (place == null) {
        toWrite += run.sizeBytes();
      } else {
        used.addTo(place.file(), place.bytes());
      }
    }
    List<RunFile> smallestFirst = new ArrayList<>(used.keySet());
    smallestFirst.sort(Comparator.comparingLong(used::getLong));
    for (RunFile file : smallestFirst) {
      long bytes = used.getLong(file);
      if (bytes * 2 < file.bytes() || bytes <= toWrite * SMALL_FACTOR) {
        toWrite += bytes;
        used.removeLong(file);
      }
    }
    for (EventRun run : runs) {
      RunPlace place = find(run);
      if (place != null && used.containsKey(place.file())) {
        kept.put(run, place);
      }
    }
    return kept;
  }
}
