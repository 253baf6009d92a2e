// SPDX-License-Identifier: Apache-2.0
package dev.muster.flightrecorder;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** An epoch that took long. It begins on another thread than it ends on, so its time is a field. */
@Name("dev.muster.Epoch")
@Label("Epoch")
@Description("Writes that became visible together, and took long to")
@Category("Muster")
@StackTrace(false)
final class EpochEvent extends Event {

  @Label("Engine")
  String engine = "";

  @Label("Epoch")
  long epoch;

  @Label("Writes")
  @Description("Batches and changes of schema or segments")
  int writes;

  @Label("Operations Applied")
  long applied;

  @Label("Duplicates")
  long duplicates;

  @Label("Rows Purged")
  int purged;

  @Label("Took")
  @Description("From closing the epoch until everybody could see it")
  @Timespan(Timespan.NANOSECONDS)
  long took;
}
