// SPDX-License-Identifier: Apache-2.0
package dev.muster.stress;

import dev.muster.shard.epoch.Epochs;
import dev.muster.shard.epoch.Pin;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** Does one pin show two shards at the same epoch? */
public final class TwoShards {

  private TwoShards() {}

  /** One thread writes both shards and publishes. */
  @JCStressTest
  @Outcome(id = "1, 10, 10", expect = Expect.ACCEPTABLE, desc = "both as they were")
  @Outcome(id = "2, 20, 20", expect = Expect.ACCEPTABLE, desc = "both as they are now")
  @Outcome(expect = Expect.FORBIDDEN, desc = "the shards are seen at different epochs")
  @State
  public static class OneWriter {

    private final Epochs epochs = new Epochs();
    private final PublishedColumn first = new PublishedColumn(epochs);
    private final PublishedColumn second = new PublishedColumn(epochs);

    /** Publishes the first epoch. */
    public OneWriter() {
      epochs.publish(1);
    }

    @Actor
    public void writer() {
      first.write(2);
      second.write(2);
      epochs.publish(2);
    }

    @Actor
    public void reader(JJJ_Result r) {
      Pin pin = epochs.pinRead();
      r.r1 = pin.epoch();
      r.r2 = first.read(pin.epoch());
      r.r3 = second.read(pin.epoch());
    }
  }

  /** Each shard is written by a thread of its own; the one that ends last publishes. */
  @JCStressTest
  @Outcome(id = "1, 10, 10", expect = Expect.ACCEPTABLE, desc = "both as they were")
  @Outcome(id = "2, 20, 20", expect = Expect.ACCEPTABLE, desc = "both as they are now")
  @Outcome(expect = Expect.FORBIDDEN, desc = "the shards are seen at different epochs")
  @State
  public static class TwoWriters {

    private final Epochs epochs = new Epochs();
    private final PublishedColumn first = new PublishedColumn(epochs);
    private final PublishedColumn second = new PublishedColumn(epochs);
    private final AtomicInteger unfinished = new AtomicInteger(2);

    /** Publishes the first epoch. */
    public TwoWriters() {
      epochs.publish(1);
    }

    @Actor
    public void writer() {
      first.write(2);
      publishIfLast();
    }

    @Actor
    public void secondWriter() {
      second.write(2);
      publishIfLast();
    }

    private void publishIfLast() {
      if (unfinished.decrementAndGet() == 0) {
        epochs.publish(2);
      }
    }

    @Actor
    public void reader(JJJ_Result r) {
      Pin pin = epochs.pinRead();
      r.r1 = pin.epoch();
      r.r2 = first.read(pin.epoch());
      r.r3 = second.read(pin.epoch());
    }
  }

  /** Control: a reader that looks at the cells alone must be caught. */
  @JCStressTest
  @Outcome(id = "1, 10, 10", expect = Expect.ACCEPTABLE, desc = "no cell was overwritten yet")
  @Outcome(id = "2, 20, 20", expect = Expect.ACCEPTABLE, desc = "pinned after the publication")
  @Outcome(
      id = {"1, 20, 10", "1, 10, 20", "1, 20, 20"},
      expect = Expect.ACCEPTABLE_INTERESTING,
      desc = "a write that is not published: what undo is for")
  @Outcome(expect = Expect.FORBIDDEN, desc = "anything else")
  @State
  public static class ControlWithoutUndo {

    private final Epochs epochs = new Epochs();
    private final PublishedColumn first = new PublishedColumn(epochs);
    private final PublishedColumn second = new PublishedColumn(epochs);

    /** Publishes the first epoch. */
    public ControlWithoutUndo() {
      epochs.publish(1);
    }

    @Actor
    public void writer() {
      first.write(2);
      second.write(2);
      epochs.publish(2);
    }

    @Actor
    public void reader(JJJ_Result r) {
      Pin pin = epochs.pinRead();
      r.r1 = pin.epoch();
      r.r2 = first.read(Long.MAX_VALUE);
      r.r3 = second.read(Long.MAX_VALUE);
    }
  }

  /** Control: a reader that pins once for each shard must be caught. */
  @JCStressTest
  @Outcome(id = "1, 10, 10", expect = Expect.ACCEPTABLE, desc = "pinned twice at the first epoch")
  @Outcome(id = "2, 20, 20", expect = Expect.ACCEPTABLE, desc = "pinned twice at the second")
  @Outcome(
      id = "1, 10, 20",
      expect = Expect.ACCEPTABLE_INTERESTING,
      desc = "the shards are seen at different epochs: why a query has one pin")
  @Outcome(expect = Expect.FORBIDDEN, desc = "anything else")
  @State
  public static class ControlTwoPins {

    private final Epochs epochs = new Epochs();
    private final PublishedColumn first = new PublishedColumn(epochs);
    private final PublishedColumn second = new PublishedColumn(epochs);

    /** Publishes the first epoch. */
    public ControlTwoPins() {
      epochs.publish(1);
    }

    @Actor
    public void writer() {
      first.write(2);
      second.write(2);
      epochs.publish(2);
    }

    @Actor
    public void reader(JJJ_Result r) {
      Pin pin = epochs.pinRead();
      r.r1 = pin.epoch();
      r.r2 = first.read(pin.epoch());
      r.r3 = second.readPinned();
    }
  }
}
