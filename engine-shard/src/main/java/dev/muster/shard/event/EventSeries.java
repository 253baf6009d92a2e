// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.block.BlockInput;
import dev.muster.shard.epoch.Horizon;
import dev.muster.shard.epoch.Trimmable;
import dev.muster.shard.epoch.VersionedCell;
import dev.muster.shard.scan.RowMask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All events of one type and one chunk.
 *
 * <p>Events arrive in a tail. A full tail is sorted and sealed into immutable runs of aligned spans
 * of days; runs of the same span are merged as they gather. All of it happens inside the open
 * epoch: readers of earlier ones keep the tail and the runs of their view.
 *
 * <p>One writer thread; any number of readers, each at an epoch that is published and pinned.
 */
public final class EventSeries implements Trimmable {

  /**
   * Tail size to seal at, unless there is a reason: sorting amortises well, and a query that looks
   * at tail events in no order still finds them few.
   */
  public static final int SEAL_EVENTS = 16_384;

  /**
   * Events a run should have at least: the fixed costs of a run, a few hundred bytes and some
   * hundred nanoseconds a query, are then small beside those of its events.
   */
  private static final int SPAN_EVENTS = 512;

  /**
   * Of as many tail events as are sealed, a span, and what is sealed early, have one in so many.
   */
  private static final int PARTS = SEAL_EVENTS / SPAN_EVENTS;

  /** As many tail events as are sealed are enough for so many groups. */
  private static final int GROUPS = SEAL_EVENTS / SealedRuns.GROUP_EVENTS;

  private final VersionedCell<EventView> views;
  private final int sealEvents;
  private final RunSealer sealer;

  /**
   * A series without events that seals its tail at {@code sealEvents}. What is made of them is in
   * proportion.
   */
  public EventSeries(int sealEvents) {
    this(sealEvents, spanEvents(sealEvents));
  }

  EventSeries(int sealEvents, int spanEvents) {
    this(sealEvents, spanEvents, empty(sealEvents));
  }

  private EventSeries(int sealEvents, int spanEvents, EventView initial) {
    this.sealEvents = sealEvents;
    this.sealer = new RunSealer(spanEvents);
    this.views = new VersionedCell<>(initial);
  }

  private static int spanEvents(int sealEvents) {
    return Math.max(1, Math.min(SPAN_EVENTS, sealEvents / PARTS));
  }

  /** Nothing, to which runs are added that are grouped in proportion, too. */
  private static EventView empty(int sealEvents) {
    if (sealEvents < 1) {
      throw new IllegalArgumentException("sealEvents must be positive, sealEvents=" + sealEvents);
    }
    int groupEvents = Math.max(1, Math.min(SealedRuns.GROUP_EVENTS, sealEvents / GROUPS));
    return new EventView(SealedRuns.none(groupEvents), EventTail.EMPTY, 0);
  }

  /**
   * A series that has had, from the beginning of time, the events of a view that was written. A
   * tail that this series would have sealed is sealed with the next event.
   *
   * @param runs those of the view, in the same order
   * @param tail where {@link TailCodec#write} has written
   * @throws dev.muster.shard.file.DamagedFileException if it cannot have written that
   */
  public static EventSeries restored(int sealEvents, List<EventRun> runs, BlockInput tail)
      throws IOException {
    return restored(sealEvents, spanEvents(sealEvents), runs, tail);
  }

  static EventSeries restored(int sealEvents, int spanEvents, List<EventRun> runs, BlockInput tail)
      throws IOException {
    EventTail events = TailCodec.read(tail);
    SealedRuns sealed = empty(sealEvents).sealed().replacedBy(runs);
    EventView view = new EventView(sealed, events, events.rows.length);
    return new EventSeries(sealEvents, spanEvents, view);
  }

  /** What a reader at {@code epoch} sees. Any thread that has pinned it. */
  public EventView view(long epoch) {
    return views.read(epoch);
  }

  /**
   * Stores one event in the open epoch. Writer only. Allocates nothing but, now and then, a longer
   * tail or runs, and a small view with the first event of an epoch.
   *
   * @param minEpoch the oldest epoch that a reader may still read
   * @param row within the chunk
   * @param presence bit p is set if the event has property p
   * @param source the codes of the properties present, in ascending order, from {@code offset} on
   */
  public void append(
      long openEpoch,
      long minEpoch,
      int row,
      long epochMillis,
      long presence,
      long[] source,
      int offset) {
    assert row >= 0 && row < RowMask.ROWS : row;
    EventView view = views.newest();
    boolean accepts = view.tail().accepts(view.tailSize(), presence);
    if (!accepts || views.newestEpoch() != openEpoch) {
      EventTail tail = accepts ? view.tail() : view.tail().extended(view.tailSize(), presence);
      // A new view rather than a new tail in the old one: a reader of the old one may be revoked
      // and not know it yet, and must still meet a size that fits its arrays.
      view = new EventView(view, tail);
      views.write(openEpoch, view, minEpoch);
    }
    view.tail().put(view.tailSize(), row, epochMillis, presence, source, offset);
    view.lengthen(epochMillis);
    if (view.tailSize() >= sealEvents) {
      views.write(openEpoch, sealed(view), minEpoch);
    }
  }

  private EventView sealed(EventView view) {
    List<EventRun> runs = new ArrayList<>(view.runs());
    runs.addAll(sealer.seal(view.tail(), view.tailSize()));
    return new EventView(view.sealed().replacedBy(sealer.compact(runs)), EventTail.EMPTY, 0);
  }

  /**
   * Seals the tail before it is full, if it has enough events for a run: queries find them sorted
   * and in few bytes. Changes nothing of what readers see, at any epoch. Writer only, while nothing
   * is waiting and the newest epoch is published.
   *
   * @return whether it did
   */
  public boolean settle() {
    EventView view = views.newest();
    boolean enough = view.tailSize() >= sealer.spanEvents();
    if (enough) {
      views.replaceNewest(sealed(view));
    }
    return enough;
  }

  /**
   * Removes all events of the rows in {@code rowMask}, in the open epoch. Writer only. Runs without
   * any are shared; the others and the tail are rewritten.
   */
  public void purge(long openEpoch, long minEpoch, long[] rowMask) {
    EventView view = views.newest();
    List<EventRun> runs = new ArrayList<>(view.runs().size());
    boolean changed = false;
    for (EventRun run : view.runs()) {
      boolean affected = run.hasAnyRow(rowMask);
      changed |= affected;
      @Nullable EventRun kept = affected ? sealer.without(run, rowMask) : run;
      if (kept != null) {
        runs.add(kept);
      }
    }
    EventTail tail = view.tail();
    int kept = 0;
    for (int i = 0; i < view.tailSize(); i++) {
      kept += RowMask.contains(rowMask, tail.rows[i]) ? 0 : 1;
    }
    if (kept < view.tailSize()) {
      write(openEpoch, minEpoch, runs, tail.without(view.tailSize(), rowMask, kept), kept);
    } else if (changed) {
      write(openEpoch, minEpoch, runs, tail, kept);
    }
  }

  /**
   * Drops events before {@code fromMillis}, in the open epoch, as {@link ExpiredEvents} has it.
   * Writer only.
   *
   * @return about how many events were looked at or rewritten
   */
  public long expire(long openEpoch, long minEpoch, long fromMillis) {
    ExpiredEvents expired = ExpiredEvents.of(views.newest(), fromMillis, sealer);
    if (expired.rest() != views.newest()) {
      views.write(openEpoch, expired.rest(), minEpoch);
    }
    return expired.cost();
  }

  /** Whether the newest view is that of {@code epoch}. Writer only. */
  public boolean isWrittenIn(long epoch) {
    return views.newestEpoch() == epoch;
  }

  /** Forgets what no reader at or after {@code minEpoch} can see. Writer only. */
  @Override
  public void trim(Horizon horizon) {
    views.trim(horizon);
  }

  /** How many events there are, the open epoch's included. Any thread; a moment old. */
  public long eventCount() {
    return views.newest().eventCount();
  }

  /** What the newest view takes. Any thread; a moment old. */
  public long sizeBytes() {
    return views.newest().sizeBytes();
  }

  private void write(
      long openEpoch, long minEpoch, List<EventRun> runs, EventTail tail, int tailSize) {
    EventView view = new EventView(views.newest().sealed().replacedBy(runs), tail, tailSize);
    views.write(openEpoch, view, minEpoch);
  }
}
