// SPDX-License-Identifier: Apache-2.0
package dev.muster.stress;

import dev.muster.shard.epoch.Epochs;
import dev.muster.shard.epoch.Pin;
import dev.muster.shard.epoch.VersionedCell;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * Does a reader find the version of its epoch, complete, while newer ones are put in front of it
 * and older ones are cut off?
 */
public final class VersionsOfACell {

  private VersionsOfACell() {}

  /** A value with a plain field: nothing but the publication orders it before a reader. */
  private static final class Box {
    long value;

    Box(long value) {
      this.value = value;
    }
  }

  /** The version of the open epoch is changed in place until it is published. */
  @JCStressTest
  @Outcome(
      id = "1, 10",
      expect = Expect.ACCEPTABLE,
      desc = "pinned before the publication: the old value")
  @Outcome(
      id = "2, 20",
      expect = Expect.ACCEPTABLE,
      desc = "pinned after the publication: the new value")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a value of another epoch")
  @State
  public static class ChangedInPlace {

    private final Epochs epochs = new Epochs();
    private final VersionedCell<Box> cell = new VersionedCell<>(new Box(0));

    /** Writes and publishes the first epoch. */
    public ChangedInPlace() {
      cell.write(1, new Box(10), 0);
      epochs.publish(1);
    }

    @Actor
    public void writer() {
      cell.write(2, new Box(15), epochs.minRead());
      cell.newest().value = 20;
      epochs.publish(2);
    }

    @Actor
    public void reader(JJ_Result r) {
      Pin pin = epochs.pinRead();
      r.r1 = pin.epoch();
      r.r2 = cell.read(pin.epoch()).value;
    }
  }

  /** The value of the open epoch is replaced until it is published. */
  @JCStressTest
  @Outcome(
      id = "1, 10",
      expect = Expect.ACCEPTABLE,
      desc = "pinned before the publication: the old value")
  @Outcome(
      id = "2, 20",
      expect = Expect.ACCEPTABLE,
      desc = "pinned after the publication: the new value")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a value of another epoch")
  @State
  public static class Replaced {

    private final Epochs epochs = new Epochs();
    private final VersionedCell<Box> cell = new VersionedCell<>(new Box(0));

    /** Writes and publishes the first epoch. */
    public Replaced() {
      cell.write(1, new Box(10), 0);
      epochs.publish(1);
    }

    @Actor
    public void writer() {
      cell.write(2, new Box(15), epochs.minRead());
      cell.write(2, new Box(20), epochs.minRead());
      epochs.publish(2);
    }

    @Actor
    public void reader(JJ_Result r) {
      Pin pin = epochs.pinRead();
      r.r1 = pin.epoch();
      r.r2 = cell.read(pin.epoch()).value;
    }
  }

  /** Versions are cut off that nobody can need, while and after three epochs are written. */
  @JCStressTest
  @Outcome(id = "1, 10", expect = Expect.ACCEPTABLE, desc = "pinned at the first epoch")
  @Outcome(id = "2, 20", expect = Expect.ACCEPTABLE, desc = "pinned at the second")
  @Outcome(id = "3, 30", expect = Expect.ACCEPTABLE, desc = "pinned at the third")
  @Outcome(id = "4, 40", expect = Expect.ACCEPTABLE, desc = "pinned at the last")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a version of another epoch: it was cut off too early")
  @State
  public static class Trimmed {

    private final Epochs epochs = new Epochs();
    private final VersionedCell<Box> cell = new VersionedCell<>(new Box(0));

    /** Writes and publishes the first epoch. */
    public Trimmed() {
      cell.write(1, new Box(10), 0);
      epochs.publish(1);
    }

    @Actor
    public void writer() {
      for (int epoch = 2; epoch <= 4; epoch++) {
        cell.write(epoch, new Box(10L * epoch), epochs.minRead());
        epochs.publish(epoch);
        cell.trim(epochs.horizon());
      }
    }

    @Actor
    public void reader(JJ_Result r) {
      Pin pin = epochs.pinRead();
      r.r1 = pin.epoch();
      r.r2 = cell.read(pin.epoch()).value;
    }
  }

  /** Control: a reader that takes the newest version must be caught. */
  @JCStressTest
  @Outcome(id = "1, 10", expect = Expect.ACCEPTABLE, desc = "the new version was not there yet")
  @Outcome(id = "2, 20", expect = Expect.ACCEPTABLE, desc = "pinned after the publication")
  @Outcome(
      id = "1, 15",
      expect = Expect.ACCEPTABLE_INTERESTING,
      desc = "a version that is still being changed")
  @Outcome(
      id = "1, 20",
      expect = Expect.ACCEPTABLE_INTERESTING,
      desc = "the new version at the old epoch")
  @Outcome(expect = Expect.FORBIDDEN, desc = "anything else")
  @State
  public static class ControlNewest {

    private final Epochs epochs = new Epochs();
    private final VersionedCell<Box> cell = new VersionedCell<>(new Box(0));

    /** Writes and publishes the first epoch. */
    public ControlNewest() {
      cell.write(1, new Box(10), 0);
      epochs.publish(1);
    }

    @Actor
    public void writer() {
      cell.write(2, new Box(15), epochs.minRead());
      cell.newest().value = 20;
      epochs.publish(2);
    }

    @Actor
    public void reader(JJ_Result r) {
      Pin pin = epochs.pinRead();
      r.r1 = pin.epoch();
      r.r2 = cell.newest().value;
    }
  }
}
