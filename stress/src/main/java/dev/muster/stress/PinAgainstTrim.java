// SPDX-License-Identifier: Apache-2.0
package dev.muster.stress;

import dev.muster.shard.epoch.Epochs;
import dev.muster.shard.epoch.Horizon;
import dev.muster.shard.epoch.Pin;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJZ_Result;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * Does the writer never overlook a pin, and so never forget what a reader still needs?
 *
 * <p>The reader takes a slot and then looks whether its epoch is still the published one; the
 * writer publishes and then looks at the slots. One of them must see the other.
 */
public final class PinAgainstTrim {

  private PinAgainstTrim() {}

  /** The writer asks for the oldest epoch in use, right after publishing another. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the pin is seen")
  @Outcome(
      id = "2, 1",
      expect = Expect.ACCEPTABLE,
      desc = "the pin is seen on its way to the new epoch")
  @Outcome(
      id = "2, 2",
      expect = Expect.ACCEPTABLE,
      desc = "the pin holds the new epoch, or comes later")
  @Outcome(id = "1, 2", expect = Expect.FORBIDDEN, desc = "the pin is overlooked")
  @State
  public static class Minimum {

    private final Epochs epochs = new Epochs();

    /** Publishes the first epoch. */
    public Minimum() {
      epochs.publish(1);
    }

    @Actor
    public void writer(JJ_Result r) {
      epochs.publish(2);
      r.r2 = epochs.minRead();
    }

    @Actor
    public void reader(JJ_Result r) {
      r.r1 = epochs.pinRead().epoch();
    }
  }

  /** Control: a reader that takes the published epoch without a slot must be overlooked. */
  @JCStressTest
  @Outcome(
      id = "1, 2",
      expect = Expect.ACCEPTABLE_INTERESTING,
      desc = "overlooked: what the slot is for")
  @Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "after the publication")
  @Outcome(expect = Expect.FORBIDDEN, desc = "anything else")
  @State
  public static class ControlWithoutSlot {

    private final Epochs epochs = new Epochs();

    /** Publishes the first epoch. */
    public ControlWithoutSlot() {
      epochs.publish(1);
    }

    @Actor
    public void writer(JJ_Result r) {
      epochs.publish(2);
      r.r2 = epochs.minRead();
    }

    @Actor
    public void reader(JJ_Result r) {
      r.r1 = epochs.published();
    }
  }

  /** The writer forgets what nobody can need, after each of three epochs. */
  @JCStressTest
  @Outcome(id = "1, 10", expect = Expect.ACCEPTABLE, desc = "pinned at the first epoch")
  @Outcome(id = "2, 20", expect = Expect.ACCEPTABLE, desc = "pinned at the second")
  @Outcome(id = "3, 30", expect = Expect.ACCEPTABLE, desc = "pinned at the third")
  @Outcome(id = "4, 40", expect = Expect.ACCEPTABLE, desc = "pinned at the last")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a value of another epoch: it was forgotten too early")
  @State
  public static class Read {

    private final PublishedColumn column = new PublishedColumn();

    @Actor
    public void writer() {
      for (int epoch = 2; epoch <= 4; epoch++) {
        column.writeAndPublish(epoch);
        column.column.trim(column.epochs.horizon());
      }
    }

    @Actor
    public void reader(JJ_Result r) {
      Pin pin = column.epochs.pinRead();
      r.r1 = pin.epoch();
      r.r2 = column.read(pin.epoch());
    }
  }

  /** Control: a writer that forgets whatever is not published must be caught. */
  @JCStressTest
  @Outcome(id = "1, 10", expect = Expect.ACCEPTABLE, desc = "pinned at the first epoch")
  @Outcome(id = "2, 20", expect = Expect.ACCEPTABLE, desc = "pinned at the second")
  @Outcome(id = "3, 30", expect = Expect.ACCEPTABLE, desc = "pinned at the third")
  @Outcome(id = "4, 40", expect = Expect.ACCEPTABLE, desc = "pinned at the last")
  @Outcome(
      id = "[1-3], [2-4]0",
      expect = Expect.ACCEPTABLE_INTERESTING,
      desc = "a newer value than the epoch of the pin: what looking at the pins is for")
  @Outcome(expect = Expect.FORBIDDEN, desc = "anything else")
  @State
  public static class ControlWithoutPins {

    private final PublishedColumn column = new PublishedColumn();

    @Actor
    public void writer() {
      for (int epoch = 2; epoch <= 4; epoch++) {
        column.writeAndPublish(epoch);
        column.column.trim(new Horizon(epoch, epoch));
      }
    }

    @Actor
    public void reader(JJ_Result r) {
      Pin pin = column.epochs.pinRead();
      r.r1 = pin.epoch();
      r.r2 = column.read(pin.epoch());
    }
  }

  /** The writer revokes the read and then forgets what it would need. */
  @JCStressTest
  @Outcome(
      id = "[12], [12]0, true",
      expect = Expect.ACCEPTABLE,
      desc = "the reader is told to throw the value away")
  @Outcome(
      id = {"1, 10, false", "2, 20, false"},
      expect = Expect.ACCEPTABLE,
      desc = "not told, and right")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a value of another epoch, and the reader is not told")
  @State
  public static class Revoked {

    private final PublishedColumn column = new PublishedColumn();

    @Actor
    public void writer() {
      column.writeAndPublish(2);
      column.epochs.revokeReadsOlderThan(Duration.ofSeconds(-1));
      column.column.trim(column.epochs.horizon());
    }

    @Actor
    public void reader(JJZ_Result r) {
      Pin pin = column.epochs.pinRead();
      r.r1 = pin.epoch();
      r.r2 = column.read(pin.epoch());
      r.r3 = pin.isRevoked();
    }
  }
}
