// SPDX-License-Identifier: Apache-2.0
package dev.muster.flightrecorder;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** What was put in order while nothing was queued; written at its end. */
@Name("dev.muster.IdleWork")
@Label("Idle Work")
@Description("What the engine put in order because nothing was queued")
@Category("Muster")
@StackTrace(false)
final class IdleWorkEvent extends Event {

  @Label("Engine")
  String engine = "";

  @Label("Columns Settled")
  @Description("Columns of a chunk whose value postings were made anew")
  int columnsSettled;

  @Label("Tails Sealed")
  @Description("Series of events whose newest ones were sorted and compressed")
  int tailsSealed;

  @Label("Took")
  @Timespan(Timespan.NANOSECONDS)
  long took;
}
