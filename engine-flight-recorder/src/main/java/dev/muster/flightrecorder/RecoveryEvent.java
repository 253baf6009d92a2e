// SPDX-License-Identifier: Apache-2.0
package dev.muster.flightrecorder;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** The reading of a directory; written at its end. */
@Name("dev.muster.Recovery")
@Label("Recovery")
@Description("A directory that was read when an engine was opened")
@Category("Muster")
@StackTrace(false)
final class RecoveryEvent extends Event {

  @Label("Engine")
  String engine = "";

  @Label("Epoch")
  @Description("At which the directory ends")
  long epoch;

  @Label("Snapshot Epoch")
  @Description("Of the snapshot that it began with; 0 if there is none")
  long snapshotEpoch;

  @Label("Journal")
  @Description("Commands that were applied again")
  @DataAmount(DataAmount.BYTES)
  long journal;

  @Label("Reading Snapshot")
  @Timespan(Timespan.NANOSECONDS)
  long readingSnapshot;

  @Label("Took")
  @Timespan(Timespan.NANOSECONDS)
  long took;
}
