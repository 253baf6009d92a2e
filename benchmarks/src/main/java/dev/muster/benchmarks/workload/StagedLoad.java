// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.workload;

import dev.muster.SegmentationEngine;
import dev.muster.benchmarks.dataset.Loading;
import dev.muster.profile.Event;
import java.io.Serializable;
import java.util.List;

/**
 * Writes the {@link Workload} of any size into an engine while as little as possible of it is held
 * beside: first the profiles, which are then forgotten, then the events, of which five bytes each
 * are held; the rest of an event is drawn again when it is written, which costs a few percent of
 * writing it.
 */
public final class StagedLoad {

  private final SegmentationEngine engine;
  private final CollectorPauses pauses = new CollectorPauses();

  private StagedLoad(SegmentationEngine engine) {
    this.engine = engine;
  }

  /**
   * A part of the loading.
   *
   * @param count profiles or events
   * @param producers threads that wrote
   * @param seconds until all was visible; drawing beforehand is not counted
   * @param pauses of the collector meanwhile
   * @param drawnBytes of the heap that were held beside the engine, and are no more
   */
  public record Stage(
      int count, int producers, double seconds, CollectorPauses.Pauses pauses, long drawnBytes)
      implements Serializable {

    /** Profiles or events a second. */
    public double rate() {
      return count / seconds;
    }
  }

  /**
   * Writes the profiles from one thread, then the events from {@code producers}; returns when
   * {@code engine} shows them.
   *
   * @return the two stages
   */
  public static List<Stage> load(SegmentationEngine engine, int profiles, int events, int producers)
      throws InterruptedException {
    StagedLoad load = new StagedLoad(engine);
    return List.of(load.profiles(profiles), load.events(profiles, events, producers));
  }

  private Stage profiles(int count) {
    long before = liveBytes();
    Customers customers = new Customers(count);
    long drawn = liveBytes() - before;
    pauses.sinceLast();
    long begin = System.nanoTime();
    Loading.write(engine, count, i -> Workload.update(customers, i));
    return new Stage(count, 1, seconds(begin), pauses.sinceLast(), drawn);
  }

  private Stage events(int profiles, int count, int producers) throws InterruptedException {
    long before = liveBytes();
    int[] users = ActionDraw.users(profiles, count);
    ActionDraw draw = new ActionDraw(count);
    byte[] types = new byte[count];
    for (int i = 0; i < count; i++) {
      types[i] = (byte) draw.type(i);
    }
    long drawn = liveBytes() - before;
    pauses.sinceLast();
    long begin = System.nanoTime();
    Loading.write(engine, count, i -> event(draw, users[i], types[i], i), producers);
    return new Stage(count, producers, seconds(begin), pauses.sinceLast(), drawn);
  }

  private static Event event(ActionDraw draw, int user, int type, int i) {
    Event event = Workload.event(user, type, draw.time(i));
    if (type == Actions.PURCHASE) {
      return Workload.purchase(event, draw.amount(i), draw.category(i), draw.sku(i));
    }
    return type == Actions.PAGE_VIEW ? Workload.pageView(event, draw.url(i)) : event;
  }

  private static double seconds(long beginNanos) {
    return (System.nanoTime() - beginNanos) / 1e9;
  }

  /** Bytes of the heap that are in use after a collection. */
  public static long liveBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
