// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.objects.ObjectOpenHashSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Which events with an id have been taken within the dedup horizon.
 *
 * <p>Keyed by the profile's identifier and how often it has been deleted, so that a profile that
 * begins anew begins without a past. About 150 bytes an event with an id, for the length of the
 * horizon; events without one cost nothing. Sequencer only.
 */
final class EventDedup {

  private static final int PER_PAGE = 1 << 12;

  /** An event that was taken; two are equal if the second is a duplicate of the first. */
  private static final class Taken {
    final int entry;
    final int life;
    final String eventId;
    final long millis;

    Taken(int entry, int life, String eventId, long millis) {
      this.entry = entry;
      this.life = life;
      this.eventId = eventId;
      this.millis = millis;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Taken taken
          && taken.entry == entry
          && taken.life == life
          && taken.eventId.equals(eventId);
    }

    @Override
    public int hashCode() {
      return Objects.hash(entry, life) * 31 + eventId.hashCode();
    }
  }

  private final long horizonMillis;
  private final ObjectOpenHashSet<Taken> taken = new ObjectOpenHashSet<>();

  // In the order they were taken. What is behind the last one may be written while an image is
  // read; what is before it is never changed, and pages that are forgotten as a whole are let go.
  private final List<Taken[]> pages = new ArrayList<>();
  private int first;
  private int end;

  /** How often the profile of an entry has been deleted. */
  private final Int2IntOpenHashMap lives = new Int2IntOpenHashMap();

  EventDedup(long horizonMillis) {
    this.horizonMillis = horizonMillis;
  }

  /**
   * Takes an event, unless one with its id was taken less than the horizon before.
   *
   * @param entry of the profile's identifier in the directory
   * @param ingestMillis never less than in an earlier call
   * @return whether it was taken now
   */
  boolean take(int entry, String eventId, long ingestMillis) {
    forgetBefore(ingestMillis);
    Taken now = new Taken(entry, lives.get(entry), eventId, ingestMillis);
    if (!taken.add(now)) {
      return false;
    }
    append(now);
    return true;
  }

  private void append(Taken now) {
    if (end == pages.size() * PER_PAGE) {
      pages.add(new Taken[PER_PAGE]);
    }
    pages.get(end / PER_PAGE)[end % PER_PAGE] = now;
    end++;
  }

  private void forgetBefore(long ingestMillis) {
    while (first < end) {
      Taken oldest = pages.get(first / PER_PAGE)[first % PER_PAGE];
      if (ingestMillis - oldest.millis < horizonMillis) {
        break;
      }
      taken.remove(oldest);
      first++;
    }
    if (first >= PER_PAGE) {
      int gone = first / PER_PAGE;
      pages.subList(0, gone).clear();
      first -= gone * PER_PAGE;
      end -= gone * PER_PAGE;
    }
  }

  /** Forgets everything about a profile that is deleted. O(1). */
  void forget(int entry) {
    lives.addTo(entry, 1);
  }

  /** What has been taken and counts, as of now. O(events / 4,096 + deletions). */
  WriterImage.TakenEvents image() {
    List<Taken[]> imagePages = List.copyOf(pages);
    Int2IntOpenHashMap imageLives = lives.clone();
    int from = first;
    int to = end;
    return visitor -> {
      for (int i = from; i < to; i++) {
        Taken event = imagePages.get(i / PER_PAGE)[i % PER_PAGE];
        if (event.life == imageLives.get(event.entry)) {
          visitor.visit(event.entry, event.eventId, event.millis);
        }
      }
    };
  }
}
