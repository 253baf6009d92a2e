// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import dev.muster.predicate.EventPattern;
import dev.muster.predicate.EventSelection;
import dev.muster.predicate.HeldProperty;
import dev.muster.predicate.Occurrence;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.SequenceStep;
import dev.muster.predicate.Window;
import dev.muster.schema.Attribute;
import dev.muster.schema.EventSequence;
import dev.muster.schema.EventSource;
import dev.muster.value.ValueType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far the profiles of an audience come on a way of several steps, and how long they take.
 *
 * <p>{@code Funnel.of(VISIT.then(CART).then(PURCHASE).within(Duration.ofDays(1)))}. A profile has
 * reached step k if its events hold the sequence of the first k steps, by the rules of {@link
 * Predicate.SequenceTest}; so whoever has reached a step has reached all before it. The time for
 * the whole is measured from the entry, the event of the first step. Immutable; what is said later
 * replaces what was said before.
 *
 * <p>Costs a pass over the events of all profiles with a first step, and 8 bytes for each profile
 * and step reached after the first while it is answered; with a breakdown, a number per step for
 * each value that the attribute has among them.
 *
 * @param steps 1 to {@link Predicate.SequenceTest#STEPS_MAX}; the first one says nothing about a
 *     step before
 * @param within the longest time from the entry to a step, or null for any; null if there is but
 *     one step
 * @param window when all steps must have happened
 * @param held what all events share a value of, or null; each value is then a funnel of its own, of
 *     which a profile counts for the best
 * @param orderMode what else may happen between two steps
 * @param entry which events of the first step may be the entry
 * @param percentiles the percentages of the profiles that reached a step whose time is wanted,
 *     beside the median: in [1, 100], ascending
 * @param breakdown what the counts are divided by, or null
 */
public record Funnel(
    List<SequenceStep> steps,
    @Nullable Duration within,
    Window window,
    @Nullable HeldProperty held,
    OrderMode orderMode,
    Entry entry,
    List<Integer> percentiles,
    @Nullable Breakdown breakdown)
    implements Analysis<FunnelResult> {

  /** Most rows of a breakdown. */
  public static final int ROWS_MAX = 1_000;

  /** Rows of a breakdown unless said otherwise. */
  public static final int ROWS = 20;

  private static final List<Integer> PERCENTILES = List.of(90);

  /** What may happen strictly between two consecutive steps, what a step rules out aside. */
  public enum OrderMode {
    /** Anything. */
    ANY,
    /** Nothing that any step of the funnel looks for. */
    STRICT_ORDER,
    /** Nothing that one of the two steps looks for. */
    STRICT_DEDUPLICATION
  }

  /** Which events of the first step may be the entry. */
  public enum Entry {
    /** Any of them: the best one counts. */
    ANY,
    /** The first one in the window; all those of its instant. */
    FIRST
  }

  /**
   * An attribute by which profiles are counted.
   *
   * @param attribute its name
   * @param type its type, which must not be a set
   * @param rows how many of its values, those of most entries, get a row, in [1, {@link #ROWS_MAX}]
   */
  public record Breakdown(String attribute, ValueType type, int rows) {
    public Breakdown {
      if (type.kind() == ValueType.Kind.STRING_SET) {
        throw new IllegalArgumentException(
            "a funnel is broken down by one value, and not by a set of them, attribute="
                + attribute);
      }
      if (rows < 1 || rows > ROWS_MAX) {
        throw new IllegalArgumentException(
            "the rows of a breakdown must be in [1, " + ROWS_MAX + "], found " + rows);
      }
    }
  }

  public Funnel {
    steps = List.copyOf(steps);
    percentiles = List.copyOf(new TreeSet<>(percentiles));
    int stepsMax = Predicate.SequenceTest.STEPS_MAX;
    if (steps.isEmpty() || steps.size() > stepsMax) {
      throw new IllegalArgumentException(
          "a funnel has 1 to " + stepsMax + " steps, found " + steps.size());
    }
    if (steps.size() == 1) {
      requireEntryAlone(steps.get(0), within);
    } else {
      requireSequence(new Predicate.SequenceTest(steps, within, window, null, held));
    }
    for (int percentile : percentiles) {
      if (percentile < 1 || percentile > 100) {
        throw new IllegalArgumentException(
            "a percentile must be in [1, 100], percentile=" + percentile);
      }
    }
  }

  private static void requireEntryAlone(SequenceStep entry, @Nullable Duration within) {
    if (!entry.equals(SequenceStep.of(entry.event())) || within != null) {
      throw new IllegalArgumentException(
          "an entry alone follows none, so no time can be set, step="
              + entry
              + " within="
              + within);
    }
  }

  private static Predicate.SequenceTest requireSequence(Predicate.SequenceTest sequence) {
    if (sequence.inaction() != null) {
      throw new IllegalArgumentException(
          "a funnel is made of what happened, found '" + sequence + "'");
    }
    return sequence;
  }

  /**
   * The funnel whose steps, limits, window and held property are those of {@code sequence}.
   *
   * @throws IllegalArgumentException if it ends in something that must not come
   */
  public static Funnel of(EventSequence sequence) {
    Predicate.SequenceTest test = requireSequence(sequence.did());
    return new Funnel(
        test.steps(),
        test.within(),
        test.window(),
        test.held(),
        OrderMode.ANY,
        Entry.ANY,
        PERCENTILES,
        null);
  }

  /** The funnel of one step: who has done {@code entry}, whose window is that of the funnel. */
  public static Funnel of(EventSource entry) {
    EventSelection events = entry.selection();
    if (events.occurrence() != Occurrence.ANY) {
      throw new IllegalArgumentException("a step is an event type and a filter, step=" + events);
    }
    EventPattern pattern = new EventPattern(events.eventType(), events.filter());
    return new Funnel(
        List.of(SequenceStep.of(pattern)),
        null,
        events.window(),
        null,
        OrderMode.ANY,
        Entry.ANY,
        PERCENTILES,
        null);
  }

  /** Nothing that any step looks for lies strictly between two steps. */
  public Funnel strictOrder() {
    return with(OrderMode.STRICT_ORDER, entry, percentiles, breakdown);
  }

  /** Nothing that one of the two looks for lies strictly between two consecutive steps. */
  public Funnel strictDeduplication() {
    return with(OrderMode.STRICT_DEDUPLICATION, entry, percentiles, breakdown);
  }

  /** Only the first event of the first step in the window, or one of its instant, is an entry. */
  public Funnel fromFirstEntry() {
    return with(orderMode, Entry.FIRST, percentiles, breakdown);
  }

  /** Asks for the times within which so many percent of the profiles have reached each step. */
  public Funnel withPercentiles(Integer... percent) {
    return with(orderMode, entry, Arrays.asList(percent), breakdown);
  }

  /** Counts by {@code attribute}, too, with {@link #ROWS} rows. */
  public Funnel by(Attribute<?> attribute) {
    return by(attribute, ROWS);
  }

  /** Counts by {@code attribute}, too: its {@code rows} values of most entries, and the rest. */
  public Funnel by(Attribute<?> attribute, int rows) {
    Breakdown by = new Breakdown(attribute.name(), attribute.type(), rows);
    return with(orderMode, entry, percentiles, by);
  }

  private Funnel with(
      OrderMode newMode, Entry newEntry, List<Integer> percent, @Nullable Breakdown by) {
    return new Funnel(steps, within, window, held, newMode, newEntry, percent, by);
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.funnel(this);
  }
}
