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

/** A snapshot; written when it is durable, or has failed. */
@Name("dev.muster.Snapshot")
@Label("Snapshot")
@Description("A snapshot that was taken, or failed")
@Category("Muster")
@StackTrace(false)
final class SnapshotEvent extends Event {

  @Label("Engine")
  String engine = "";

  @Label("Epoch")
  @Description("That it is of; 0 if it failed")
  long epoch;

  @Label("Written")
  @DataAmount(DataAmount.BYTES)
  long written;

  @Label("Pinned")
  @Description("For how long it kept values from being overwritten for good")
  @Timespan(Timespan.NANOSECONDS)
  long pinned;

  @Label("Took")
  @Timespan(Timespan.NANOSECONDS)
  long took;

  @Label("Failure")
  @Description("Why it failed; empty if it was taken")
  String failure = "";
}
