// SPDX-License-Identifier: Apache-2.0
package dev.muster.stress;

import dev.muster.shard.epoch.Pin;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JZZ_Result;

/**
 * Does a reader see exactly the rows of its epoch while postings go stale and are rebuilt?
 *
 * <p>A column of 1,024 rows, enough to have postings. In epoch 2 a third of them change their
 * value, enough to have the postings rebuilt; in epoch 3 one more row does.
 */
public final class PostingsOfAValue {

  private PostingsOfAValue() {}

  /** A row of the postings is overwritten, and marked dirty in them. */
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
  public static class Dirty {

    private final IndexedColumn column = new IndexedColumn();

    @Actor
    public void writer() {
      column.writeAndPublish(2, IndexedColumn.WATCHED, IndexedColumn.WATCHED + 1);
    }

    @Actor
    public void reader(JZZ_Result r) {
      Pin pin = column.epochs.pinRead();
      r.r1 = pin.epoch();
      r.r2 = column.scan(pin.epoch(), IndexedColumn.BEFORE);
      r.r3 = column.scan(pin.epoch(), IndexedColumn.AFTER);
    }
  }

  /** The postings are rebuilt, and then a row of the new ones is overwritten. */
  @JCStressTest
  @Outcome(
      id = "1, true, false",
      expect = Expect.ACCEPTABLE,
      desc = "pinned at the first epoch: the old value")
  @Outcome(
      id = "2, true, false",
      expect = Expect.ACCEPTABLE,
      desc = "pinned at the second, which rebuilt: still the old value")
  @Outcome(
      id = "3, false, true",
      expect = Expect.ACCEPTABLE,
      desc = "pinned at the third: the new value")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a value of another epoch, none, or both")
  @State
  public static class Rebuilt {

    private final IndexedColumn column = new IndexedColumn();

    @Actor
    public void writer() {
      column.writeAndPublish(2, 0, IndexedColumn.WATCHED);
      column.writeAndPublish(3, IndexedColumn.WATCHED, IndexedColumn.WATCHED + 1);
    }

    @Actor
    public void reader(JZZ_Result r) {
      Pin pin = column.epochs.pinRead();
      r.r1 = pin.epoch();
      r.r2 = column.scan(pin.epoch(), IndexedColumn.BEFORE);
      r.r3 = column.scan(pin.epoch(), IndexedColumn.AFTER);
    }
  }
}
