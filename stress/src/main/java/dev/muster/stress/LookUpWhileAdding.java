// SPDX-License-Identifier: Apache-2.0
package dev.muster.stress;

import dev.muster.shard.dictionary.ByteStringTable;
import dev.muster.shard.directory.Directory;
import dev.muster.shard.epoch.Epochs;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IJ_Result;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.J_Result;

/**
 * Does a look-up without a lock find an identifier either not at all or whole, while it is added?
 */
public final class LookUpWhileAdding {

  private LookUpWhileAdding() {}

  /** A string is added while it is looked for. */
  @JCStressTest
  @Outcome(id = "-1, false", expect = Expect.ACCEPTABLE, desc = "not there yet")
  @Outcome(id = "1, true", expect = Expect.ACCEPTABLE, desc = "there, with its text")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a wrong number or text")
  @State
  public static class Interned {

    private final ByteStringTable table = Key.tableOf(1);

    @Actor
    public void writer() {
      Key.of(1).internIn(table);
    }

    @Actor
    public void reader(IZ_Result r) {
      r.r1 = Key.of(1).findIn(table);
      r.r2 = r.r1 >= 0 && Key.of(1).isText(table, r.r1);
    }
  }

  /** Slots, pages and positions are all replaced while a string that is there is looked for. */
  @JCStressTest
  @Outcome(id = "3, true", expect = Expect.ACCEPTABLE, desc = "found, with its text")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost, or a wrong number or text")
  @State
  public static class Grown {

    private final ByteStringTable table = Key.tableOf(10);

    @Actor
    public void writer() {
      for (int i = 10; i < Key.COUNT; i++) {
        Key.of(i).internIn(table);
      }
    }

    @Actor
    public void reader(IZ_Result r) {
      r.r1 = Key.of(3).findIn(table);
      r.r2 = r.r1 >= 0 && Key.of(3).isText(table, r.r1);
    }
  }

  /** A string is looked for that is added amid many others. */
  @JCStressTest
  @Outcome(id = "-1, false", expect = Expect.ACCEPTABLE, desc = "not there yet")
  @Outcome(id = "50, true", expect = Expect.ACCEPTABLE, desc = "there, with its text")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a wrong number or text")
  @State
  public static class AddedWhileGrowing {

    private final ByteStringTable table = Key.tableOf(10);

    @Actor
    public void writer() {
      for (int i = 10; i < Key.COUNT; i++) {
        Key.of(i).internIn(table);
      }
    }

    @Actor
    public void reader(IZ_Result r) {
      r.r1 = Key.of(50).findIn(table);
      r.r2 = r.r1 >= 0 && Key.of(50).isText(table, r.r1);
    }
  }

  /** A reader that knows a number from a published epoch asks for its text. */
  @JCStressTest
  @Outcome(
      id = "1, false",
      expect = Expect.ACCEPTABLE,
      desc = "pinned before the publication: the number is not known")
  @Outcome(
      id = "2, true",
      expect = Expect.ACCEPTABLE,
      desc = "pinned after the publication: the text is there")
  @Outcome(expect = Expect.FORBIDDEN, desc = "the text is missing")
  @State
  public static class NumberFromAnEpoch {

    private final Epochs epochs = new Epochs();
    private final ByteStringTable table = Key.tableOf(1);

    /** Publishes the first epoch. */
    public NumberFromAnEpoch() {
      epochs.publish(1);
    }

    @Actor
    public void writer() {
      Key.of(1).internIn(table);
      epochs.publish(2);
    }

    @Actor
    public void reader(IZ_Result r) {
      long epoch = epochs.pinRead().epoch();
      r.r1 = (int) epoch;
      r.r2 = epoch == 2 && Key.of(1).isText(table, 1);
    }
  }

  /** A profile is created while it is looked for. */
  @JCStressTest
  @Outcome(id = "-1, -1", expect = Expect.ACCEPTABLE, desc = "the identifier is not there yet")
  @Outcome(id = "0, -1", expect = Expect.ACCEPTABLE, desc = "there, and without a row yet")
  @Outcome(id = "0, 4294967303", expect = Expect.ACCEPTABLE, desc = "there, with its shard and row")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a wrong number or row")
  @State
  public static class Located {

    private final Directory directory = new Directory(2);

    @Actor
    public void writer() {
      int entry = Key.of(0).internIn(directory);
      directory.locate(entry, Directory.locator(1, 7));
    }

    @Actor
    public void reader(IJ_Result r) {
      r.r1 = Key.of(0).findIn(directory);
      r.r2 = r.r1 < 0 ? -1 : directory.locator(r.r1);
    }
  }

  /** A profile begins anew in a row that is far from its first, and again near it. */
  @JCStressTest
  @Outcome(id = "7", expect = Expect.ACCEPTABLE, desc = "the first row")
  @Outcome(id = "9000000", expect = Expect.ACCEPTABLE, desc = "the far row")
  @Outcome(id = "8", expect = Expect.ACCEPTABLE, desc = "the last row")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a row that it never had")
  @State
  public static class Relocated {

    private final Directory directory = new Directory(2);
    private final int entry = Key.of(0).internIn(directory);

    /** Gives it the first row. */
    public Relocated() {
      directory.locate(entry, Directory.locator(0, 7));
    }

    @Actor
    public void writer() {
      directory.locate(entry, Directory.locator(0, 9_000_000));
      directory.locate(entry, Directory.locator(0, 8));
    }

    @Actor
    public void reader(J_Result r) {
      r.r1 = directory.locator(entry);
    }
  }
}
