// SPDX-License-Identifier: Apache-2.0
package dev.muster.stress;

import dev.muster.shard.epoch.Pin;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;
import org.openjdk.jcstress.infra.results.JZZ_Result;

/**
 * Does a reader see exactly the value of its epoch while the cell is overwritten in place?
 *
 * <p>The writer notes the old value, then overwrites the cell, then publishes. A reader looks at
 * the cell, then at the notes: whatever it saw of the write, it must see the note as well.
 */
public final class UndoBeforeOverwrite {

  private UndoBeforeOverwrite() {}

  /** One row is read. */
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
  public static class Read {

    private final PublishedColumn column = new PublishedColumn();

    @Actor
    public void writer() {
      column.writeAndPublish(2);
    }

    @Actor
    public void reader(JJ_Result r) {
      Pin pin = column.epochs.pinRead();
      r.r1 = pin.epoch();
      r.r2 = column.read(pin.epoch());
    }
  }

  /** All rows are scanned, once for each value. */
  @JCStressTest
  @Outcome(
      id = "1, true, false",
      expect = Expect.ACCEPTABLE,
      desc = "pinned before the publication: only the old value is found")
  @Outcome(
      id = "2, false, true",
      expect = Expect.ACCEPTABLE,
      desc = "pinned after the publication: only the new value is found")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a value of another epoch, none, or both")
  @State
  public static class Scan {

    private final PublishedColumn column = new PublishedColumn();

    @Actor
    public void writer() {
      column.writeAndPublish(2);
    }

    @Actor
    public void reader(JZZ_Result r) {
      Pin pin = column.epochs.pinRead();
      r.r1 = pin.epoch();
      r.r2 = column.scan(pin.epoch(), PublishedColumn.valueAt(1));
      r.r3 = column.scan(pin.epoch(), PublishedColumn.valueAt(2));
    }
  }

  /** The new value does not fit the cells, which are replaced by wider ones. */
  @JCStressTest
  @Outcome(
      id = "1, 10",
      expect = Expect.ACCEPTABLE,
      desc = "pinned before the publication: the old value")
  @Outcome(
      id = "2, 1099511627776",
      expect = Expect.ACCEPTABLE,
      desc = "pinned after the publication: the new value")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a value of another epoch")
  @State
  public static class Widened {

    private final PublishedColumn column = new PublishedColumn();

    @Actor
    public void writer() {
      column.column.set(2, PublishedColumn.ROW, 1L << 40, false);
      column.epochs.publish(2);
    }

    @Actor
    public void reader(JJ_Result r) {
      Pin pin = column.epochs.pinRead();
      r.r1 = pin.epoch();
      r.r2 = column.read(pin.epoch());
    }
  }

  /** The value is taken away. */
  @JCStressTest
  @Outcome(
      id = "1, 10",
      expect = Expect.ACCEPTABLE,
      desc = "pinned before the publication: the value")
  @Outcome(
      id = "2, -1",
      expect = Expect.ACCEPTABLE,
      desc = "pinned after the publication: no value")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a value of another epoch")
  @State
  public static class Unset {

    private final PublishedColumn column = new PublishedColumn();

    @Actor
    public void writer() {
      column.column.unset(2, PublishedColumn.ROW, false);
      column.epochs.publish(2);
    }

    @Actor
    public void reader(JJ_Result r) {
      Pin pin = column.epochs.pinRead();
      r.r1 = pin.epoch();
      r.r2 = column.read(pin.epoch());
    }
  }

  /** The value is overwritten in two epochs; of two notes the older one wins. */
  @JCStressTest
  @Outcome(id = "1, 10", expect = Expect.ACCEPTABLE, desc = "pinned at the first epoch")
  @Outcome(id = "2, 20", expect = Expect.ACCEPTABLE, desc = "pinned at the second")
  @Outcome(id = "3, 30", expect = Expect.ACCEPTABLE, desc = "pinned at the third")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a value of another epoch")
  @State
  public static class Twice {

    private final PublishedColumn column = new PublishedColumn();

    @Actor
    public void writer() {
      column.writeAndPublish(2);
      column.writeAndPublish(3);
    }

    @Actor
    public void reader(JJ_Result r) {
      Pin pin = column.epochs.pinRead();
      r.r1 = pin.epoch();
      r.r2 = column.read(pin.epoch());
    }
  }

  /** Control: a reader that looks at the cell alone must be caught. */
  @JCStressTest
  @Outcome(id = "1, 10", expect = Expect.ACCEPTABLE, desc = "the cell was not overwritten yet")
  @Outcome(id = "2, 20", expect = Expect.ACCEPTABLE, desc = "pinned after the publication")
  @Outcome(
      id = "1, 20",
      expect = Expect.ACCEPTABLE_INTERESTING,
      desc = "the new value at the old epoch: what undo is for")
  @Outcome(expect = Expect.FORBIDDEN, desc = "anything else")
  @State
  public static class ControlWithoutUndo {

    private final PublishedColumn column = new PublishedColumn();

    @Actor
    public void writer() {
      column.writeAndPublish(2);
    }

    @Actor
    public void reader(JJ_Result r) {
      Pin pin = column.epochs.pinRead();
      r.r1 = pin.epoch();
      r.r2 = column.read(Long.MAX_VALUE);
    }
  }
}
