// SPDX-License-Identifier: Apache-2.0
package dev.muster.stress;

import dev.muster.shard.epoch.Pin;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/**
 * Does a reader see exactly the events of its epoch while more are put behind them, the arrays
 * grow, and the tail is sealed?
 *
 * <p>Event i has the value i; a sum that fits the count says that each was seen as it was written.
 */
public final class EventsOfATail {

  private EventsOfATail() {}

  /** One more event goes into the same arrays. */
  @JCStressTest
  @Outcome(
      id = "1, 1, 1",
      expect = Expect.ACCEPTABLE,
      desc = "pinned before the publication: the first event")
  @Outcome(
      id = "2, 2, 3",
      expect = Expect.ACCEPTABLE,
      desc = "pinned after the publication: all events")
  @Outcome(expect = Expect.FORBIDDEN, desc = "events of another epoch, or half of one")
  @State
  public static class Appended {

    private final PublishedEvents events = new PublishedEvents(1024);

    @Actor
    public void writer() {
      events.appendAndPublish(2, 2);
    }

    @Actor
    public void reader(JJJ_Result r) {
      Pin pin = events.epochs.pinRead();
      r.r1 = pin.epoch();
      r.r2 = events.count(pin.epoch());
      r.r3 = events.sum(pin.epoch());
    }
  }

  /** The arrays are too small and are replaced. */
  @JCStressTest
  @Outcome(
      id = "1, 1, 1",
      expect = Expect.ACCEPTABLE,
      desc = "pinned before the publication: the first event")
  @Outcome(
      id = "2, 12, 78",
      expect = Expect.ACCEPTABLE,
      desc = "pinned after the publication: all events")
  @Outcome(expect = Expect.FORBIDDEN, desc = "events of another epoch, or half of one")
  @State
  public static class Grown {

    private final PublishedEvents events = new PublishedEvents(1024);

    @Actor
    public void writer() {
      events.appendAndPublish(2, 12);
    }

    @Actor
    public void reader(JJJ_Result r) {
      Pin pin = events.epochs.pinRead();
      r.r1 = pin.epoch();
      r.r2 = events.count(pin.epoch());
      r.r3 = events.sum(pin.epoch());
    }
  }

  /** The tail is sealed into runs, and a new one begun. */
  @JCStressTest
  @Outcome(
      id = "1, 1, 1",
      expect = Expect.ACCEPTABLE,
      desc = "pinned before the publication: the first event")
  @Outcome(
      id = "2, 6, 21",
      expect = Expect.ACCEPTABLE,
      desc = "pinned after the publication: all events")
  @Outcome(expect = Expect.FORBIDDEN, desc = "events of another epoch, or half of one")
  @State
  public static class Sealed {

    private final PublishedEvents events = new PublishedEvents(4);

    @Actor
    public void writer() {
      events.appendAndPublish(2, 6);
    }

    @Actor
    public void reader(JJJ_Result r) {
      Pin pin = events.epochs.pinRead();
      r.r1 = pin.epoch();
      r.r2 = events.count(pin.epoch());
      r.r3 = events.sum(pin.epoch());
    }
  }

  /** Two epochs go into the same arrays. */
  @JCStressTest
  @Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "pinned at the first epoch")
  @Outcome(id = "2, 3, 6", expect = Expect.ACCEPTABLE, desc = "pinned at the second")
  @Outcome(id = "3, 5, 15", expect = Expect.ACCEPTABLE, desc = "pinned at the last")
  @Outcome(expect = Expect.FORBIDDEN, desc = "events of another epoch, or half of one")
  @State
  public static class TwoEpochs {

    private final PublishedEvents events = new PublishedEvents(1024);

    @Actor
    public void writer() {
      events.appendAndPublish(2, 3);
      events.appendAndPublish(3, 5);
    }

    @Actor
    public void reader(JJJ_Result r) {
      Pin pin = events.epochs.pinRead();
      r.r1 = pin.epoch();
      r.r2 = events.count(pin.epoch());
      r.r3 = events.sum(pin.epoch());
    }
  }

  /** Control: a reader that takes the newest events must be caught. */
  @JCStressTest
  @Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "no more events were there yet")
  @Outcome(id = "2, 5, 15", expect = Expect.ACCEPTABLE, desc = "pinned after the publication")
  @Outcome(
      id = "1, [1-5], [0-9]+",
      expect = Expect.ACCEPTABLE_INTERESTING,
      desc = "events of an epoch that is not published")
  @Outcome(expect = Expect.FORBIDDEN, desc = "anything else")
  @State
  public static class ControlNewest {

    private final PublishedEvents events = new PublishedEvents(1024);

    @Actor
    public void writer() {
      events.appendAndPublish(2, 5);
    }

    @Actor
    public void reader(JJJ_Result r) {
      Pin pin = events.epochs.pinRead();
      r.r1 = pin.epoch();
      r.r2 = events.count(Long.MAX_VALUE);
      r.r3 = events.sum(Long.MAX_VALUE);
    }
  }
}
