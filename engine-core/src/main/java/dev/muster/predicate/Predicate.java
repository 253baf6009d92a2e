// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import dev.muster.value.ValueRules;
import dev.muster.value.ValueType;
import dev.muster.value.XxHash64;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An immutable yes/no expression over one profile.
 *
 * <p>Two-valued: every comparison on a missing value is false, and {@link Not} is the complement
 * over all live profiles. So {@code COUNTRY.isNot("IN")} leaves out profiles without a country, and
 * {@code COUNTRY.is("IN").not()} takes them in.
 *
 * <p>The family is closed. Read it through a {@link Visitor}: a new kind then breaks every place
 * that does not handle it. Predicates refer to attributes and event types by name and type; whether
 * a schema has them is checked when a predicate meets an engine. Equality is structural.
 */
public sealed interface Predicate {

  /** Deepest nesting that an engine accepts; deeper predicates are refused when evaluated. */
  int DEPTH_MAX = 200;

  /** Most parts, filters included, that an engine accepts; a part used twice counts twice. */
  int NODES_MAX = 100_000;

  /** Calls the method of {@code visitor} for this kind. */
  <R> R accept(Visitor<R> visitor);

  /** Both this and {@code other}. */
  default Predicate and(Predicate other) {
    return new And(List.of(this, other));
  }

  /** This or {@code other} or both. */
  default Predicate or(Predicate other) {
    return new Or(List.of(this, other));
  }

  /** The complement over the live profiles. */
  default Predicate not() {
    return new Not(this);
  }

  /**
   * The text form, with nothing left out: it reads back as an equal predicate. Linear in its
   * length, which is not limited here. {@code toString} is the same, cut where it is long.
   *
   * @throws IllegalArgumentException if this is nested deeper than {@link #DEPTH_MAX}
   */
  default String toText() {
    return PredicatePrinter.exact(this);
  }

  /** Every live profile: the empty conjunction. */
  static Predicate everyone() {
    return new And(List.of());
  }

  /** No profile: the empty disjunction. */
  static Predicate noOne() {
    return new Or(List.of());
  }

  /** All of {@code predicates}; everyone if there are none. */
  static Predicate allOf(Predicate... predicates) {
    return new And(List.of(predicates));
  }

  /** Any of {@code predicates}; no one if there are none. */
  static Predicate anyOf(Predicate... predicates) {
    return new Or(List.of(predicates));
  }

  /** Whoever belongs to the registered segment called {@code name}. */
  static Predicate inSegment(String name) {
    return new InSegment(name);
  }

  /** Whose bucket of {@code salt} lies in [{@code low}, {@code high}]; see {@link BucketTest}. */
  static Predicate inBuckets(String salt, int low, int high) {
    return new BucketTest(salt, low, high);
  }

  /**
   * All operands hold.
   *
   * @param operands may be empty: everyone
   */
  record And(List<Predicate> operands) implements Predicate {
    public And {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.and(this);
    }

    /** Appends to this conjunction, so that a chain of {@code and} stays flat. */
    @Override
    public Predicate and(Predicate other) {
      return new And(append(operands, other));
    }

    @Override
    public String toString() {
      return PredicatePrinter.shortened(this);
    }
  }

  /**
   * At least one operand holds.
   *
   * @param operands may be empty: no one
   */
  record Or(List<Predicate> operands) implements Predicate {
    public Or {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.or(this);
    }

    /** Appends to this disjunction, so that a chain of {@code or} stays flat. */
    @Override
    public Predicate or(Predicate other) {
      return new Or(append(operands, other));
    }

    @Override
    public String toString() {
      return PredicatePrinter.shortened(this);
    }
  }

  /** The operand does not hold. */
  record Not(Predicate operand) implements Predicate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.not(this);
    }

    @Override
    public String toString() {
      return PredicatePrinter.shortened(this);
    }
  }

  /**
   * A test of one attribute.
   *
   * @param attribute its name
   * @param type the type that the test was written for
   * @param test what its value must satisfy
   */
  record AttributeTest(String attribute, ValueType type, ValueTest test) implements Predicate {
    public AttributeTest {
      test.requireFits(type);
    }

    /**
     * The value passes and has not changed for {@code duration} or longer. The schema must track
     * the changes of the attribute.
     */
    public StateTest forAtLeast(Duration duration) {
      return new StateTest(this, duration, StateTest.Bound.AT_LEAST);
    }

    /**
     * The value passes and has changed less than {@code duration} ago. The schema must track the
     * changes of the attribute.
     */
    public StateTest forLessThan(Duration duration) {
      return new StateTest(this, duration, StateTest.Bound.LESS_THAN);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.attributeTest(this);
    }

    @Override
    public String toString() {
      return PredicatePrinter.shortened(this);
    }
  }

  /**
   * A test of something measured over the profile's matching events: how often, how much, when.
   *
   * @param events which events are looked at
   * @param measure what is computed from them
   * @param test what the measured value must satisfy; {@code avg}, {@code min} and {@code max} of
   *     no event are missing, hence false, while {@code count}, {@code sum} and {@code distinct}
   *     are 0
   */
  record EventTest(EventSelection events, Measure measure, ValueTest test) implements Predicate {
    public EventTest {
      test.requireFits(measure.resultType());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.eventTest(this);
    }

    @Override
    public String toString() {
      return PredicatePrinter.shortened(this);
    }
  }

  /**
   * A test of the order in which events happened: whether there are different events, one for each
   * step, each at the instant of the one before or later, as the step says.
   *
   * @param steps 1 to {@link #STEPS_MAX}, 2 at least if there is no inaction; the first one says
   *     nothing about a step before
   * @param within the longest time from the first step to the last, edge included; whole
   *     milliseconds in [0, {@link Window#DURATION_MAX}], or null for any
   * @param window when all steps must have happened; what must not happen is looked for outside of
   *     it, too
   * @param inaction what must not have come after the last step, or null
   * @param held what all events share a value of, those ruled out included, or null
   */
  record SequenceTest(
      List<SequenceStep> steps,
      @Nullable Duration within,
      Window window,
      @Nullable Inaction inaction,
      @Nullable HeldProperty held)
      implements Predicate {

    /** Most steps: a step more costs a pass over the events of each profile in question. */
    public static final int STEPS_MAX = 10;

    public SequenceTest {
      steps = List.copyOf(steps);
      int stepsMin = inaction == null ? 2 : 1;
      if (steps.size() < stepsMin || steps.size() > STEPS_MAX) {
        throw new IllegalArgumentException(
            "a sequence has " + stepsMin + " to " + STEPS_MAX + " steps, found " + steps.size());
      }
      if (!steps.get(0).isUnbound()) {
        throw new IllegalArgumentException(
            "the first step follows none, so nothing can be said about the one before, step="
                + steps.get(0));
      }
      if (within != null) {
        Durations.check("within", within, 0);
      }
    }

    /** A sequence of events that need have nothing in common. */
    public SequenceTest(
        List<SequenceStep> steps,
        @Nullable Duration within,
        Window window,
        @Nullable Inaction inaction) {
      this(steps, within, window, inaction, null);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sequenceTest(this);
    }

    @Override
    public String toString() {
      return PredicatePrinter.shortened(this);
    }
  }

  /**
   * The profile belongs to a registered segment, as it is defined at the position read, evaluated
   * there and with the same {@code now}.
   *
   * @param segment its name, not blank, at most {@link #NAME_LENGTH_MAX} UTF-16 units
   */
  record InSegment(String segment) implements Predicate {

    /** Longest name of a segment: it is shown in lists and messages. */
    public static final int NAME_LENGTH_MAX = 255;

    public InSegment {
      segment = requireName(segment);
    }

    /** {@code name} itself, if a segment may be called so. */
    public static String requireName(String name) {
      if (name.length() > NAME_LENGTH_MAX) {
        throw new IllegalArgumentException(
            "a segment name must have at most "
                + NAME_LENGTH_MAX
                + " characters, length="
                + name.length());
      }
      if (name.isBlank()) {
        throw new IllegalArgumentException("a segment name must not be blank, name='" + name + "'");
      }
      return ValueRules.text(name);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.inSegment(this);
    }

    @Override
    public String toString() {
      return PredicatePrinter.shortened(this);
    }
  }

  /**
   * The profile's identifier falls, with a salt, into one of some buckets: a stable share of all
   * profiles, for experiments and control groups. It depends on nothing else, so it is the same
   * after a restart, on any number of shards, and in any other system that computes {@link
   * #bucketOf}.
   *
   * @param salt names the experiment: shares of different salts are independent
   * @param low first bucket
   * @param high last bucket; {@code 0 <= low <= high < }{@link #BUCKETS}
   */
  record BucketTest(String salt, int low, int high) implements Predicate {

    /** Buckets that a salt divides profiles into. */
    public static final int BUCKETS = 100;

    public BucketTest {
      salt = ValueRules.text(salt);
      if (low < 0 || high < low || high >= BUCKETS) {
        throw new IllegalArgumentException(
            "buckets must satisfy 0 <= low <= high < "
                + BUCKETS
                + ", low="
                + low
                + " high="
                + high);
      }
    }

    /**
     * The bucket of a profile, in [0, {@link #BUCKETS}): the unsigned remainder by {@link #BUCKETS}
     * of the {@link XxHash64} with seed 0 of the UTF-8 bytes of salt, one zero byte, and
     * identifier.
     */
    public static int bucketOf(String salt, String profileId) {
      byte[] bytes = (salt + '\0' + profileId).getBytes(StandardCharsets.UTF_8);
      return bucketOf(bytes, bytes.length);
    }

    /** The same of the first {@code length} of {@code bytes}: salt, zero byte and identifier. */
    public static int bucketOf(byte[] bytes, int length) {
      return (int) Long.remainderUnsigned(XxHash64.of(bytes, 0, length, 0), BUCKETS);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.bucketTest(this);
    }

    @Override
    public String toString() {
      return PredicatePrinter.shortened(this);
    }
  }

  /**
   * A test of one attribute and of how long it has had its value.
   *
   * <p>A value is held from the write that changed it, by the clock of the engine at that write:
   * writing the same value again changes nothing, and one that was taken away begins anew. The
   * schema must track the changes of the attribute.
   *
   * @param state what the value must satisfy; there must be one, so it cannot be {@link
   *     ValueTest.Missing}
   * @param duration whole milliseconds in [1 ms, {@link Window#DURATION_MAX}]
   * @param bound on which side of the duration the time must lie
   */
  record StateTest(AttributeTest state, Duration duration, Bound bound) implements Predicate {

    /** How the time since the change compares with the duration. */
    public enum Bound {
      /** {@code now - change >= duration}. */
      AT_LEAST,
      /** {@code now - change < duration}, so also if the change lies after now. */
      LESS_THAN
    }

    public StateTest {
      if (state.test() instanceof ValueTest.Missing) {
        throw new IllegalArgumentException(
            "only a value that is there can be held for some time, test=" + state);
      }
      Durations.check("duration", duration, 1);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.stateTest(this);
    }

    @Override
    public String toString() {
      return PredicatePrinter.shortened(this);
    }
  }

  /** One method per kind. */
  interface Visitor<R> {
    R and(And and);

    R or(Or or);

    R not(Not not);

    R attributeTest(AttributeTest test);

    R eventTest(EventTest test);

    R sequenceTest(SequenceTest test);

    R inSegment(InSegment reference);

    R bucketTest(BucketTest test);

    R stateTest(StateTest test);
  }

  private static List<Predicate> append(List<Predicate> operands, Predicate last) {
    List<Predicate> all = new ArrayList<>(operands);
    all.add(last);
    return all;
  }
}
