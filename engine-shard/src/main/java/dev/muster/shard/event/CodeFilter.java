// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.event.EventFilterNode.PropertyTest;
import dev.muster.shard.scan.LongTest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A filter that wants one code of a property, and perhaps more of the few events that have it: of a
 * run with {@link CodePostings}, these are taken from there, and all others never looked at.
 *
 * <p>Events are listed, not marked in a mask: of one in fifty, finding the marks again costs more
 * than all else.
 */
final class CodeFilter {

  private final PropertyTest wanted;
  private final long code;
  private final List<PropertyTest> others;

  private CodeFilter(PropertyTest wanted, long code, List<PropertyTest> others) {
    this.wanted = wanted;
    this.code = code;
    this.others = others;
  }

  /** {@code filter} so, or null if it does not ask for one code or asks for what no test says. */
  static @Nullable CodeFilter of(EventFilterNode filter) {
    List<EventFilterNode> operands =
        filter instanceof EventFilterNode.And and ? and.operands() : List.of(filter);
    PropertyTest wanted = null;
    long code = 0;
    List<PropertyTest> others = new ArrayList<>();
    for (EventFilterNode operand : operands) {
      if (!(operand instanceof PropertyTest test)) {
        return null;
      }
      if (wanted == null
          && test.test() instanceof LongTest.Range range
          && range.low() == range.high()) {
        wanted = test;
        code = range.low();
      } else {
        others.add(test);
      }
    }
    return wanted == null ? null : new CodeFilter(wanted, code, List.copyOf(others));
  }

  /** Where the events of {@code run} are listed, or null if they are not. */
  @Nullable CodePostings postings(EventRun run) {
    RunColumn column = run.column(wanted.property());
    return column == null ? null : column.postings();
  }

  /** Where in {@code postings} the events to be asked begin. */
  int from(CodePostings postings) {
    return postings.from(code);
  }

  /** Where they end. */
  int to(CodePostings postings) {
    return postings.to(code);
  }

  /** Keeps those of the first {@code count} of {@code events} that pass; tells how many. */
  int retain(EventRun run, char[] events, int count) {
    int kept = count;
    for (int i = 0; i < others.size() && kept > 0; i++) {
      PropertyTest other = others.get(i);
      RunColumn column = run.column(other.property());
      kept = column == null ? 0 : retain(column, other.test(), events, kept);
    }
    return kept;
  }

  private static int retain(RunColumn column, LongTest test, char[] events, int count) {
    int kept = retainPresent(column, events, count);
    return test instanceof LongTest.Range range
        ? PackedRange.retainListed(column.values(), range.low(), range.high(), events, kept)
        : retainTested(column.values(), test, events, kept);
  }

  /** Keeps those that have the property at all. */
  static int retainPresent(RunColumn column, char[] events, int count) {
    if (column.isComplete()) {
      return count;
    }
    int kept = 0;
    for (int i = 0; i < count; i++) {
      char event = events[i];
      events[kept] = event;
      kept += column.has(event) ? 1 : 0;
    }
    return kept;
  }

  private static int retainTested(PackedLongs values, LongTest test, char[] events, int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      char event = events[i];
      if (test.test(values.get(event))) {
        events[kept++] = event;
      }
    }
    return kept;
  }
}
