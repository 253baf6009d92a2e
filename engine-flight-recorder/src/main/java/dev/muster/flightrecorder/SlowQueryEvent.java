// SPDX-License-Identifier: Apache-2.0
package dev.muster.flightrecorder;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** A question that took long. Its duration and stack are the flight recorder's own. */
@Name("dev.muster.SlowQuery")
@Label("Slow Query")
@Description("A question to the engine that took long, whether it was answered or not")
@Category("Muster")
@Threshold("20 ms")
@StackTrace
final class SlowQueryEvent extends Event {

  @Label("Engine")
  String engine = "";

  @Label("Kind")
  @Description("What was asked: a count, an audience, an analysis")
  String kind = "";

  @Label("Outcome")
  @Description("How it ended: answered, stopped, revoked, refused or failed")
  String outcome = "";

  @Label("Predicate")
  @Description("As text, shortened; shows literals")
  String predicate = "";

  @Label("Result")
  @Description("Profiles found, or counts asked for together; -1 if there is no such number")
  long result;

  @Label("Epoch")
  @Description("The position that was read")
  long epoch;
}
