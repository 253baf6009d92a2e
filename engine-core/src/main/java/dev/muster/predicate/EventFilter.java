// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import dev.muster.value.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * An immutable yes/no expression over the properties of one event.
 *
 * <p>All parts of a filter look at one and the same event. A test of a property that the event
 * lacks is false; {@link Not} is the complement over the events of the type. Closed and read
 * through a {@link Visitor}, like {@link Predicate}.
 */
public sealed interface EventFilter {

  /** Calls the method of {@code visitor} for this kind. */
  <R> R accept(Visitor<R> visitor);

  /** Accepts every event: the empty conjunction. */
  static EventFilter all() {
    return And.ALL;
  }

  /** Both this and {@code other}, of the same event. */
  default EventFilter and(EventFilter other) {
    return new And(List.of(this, other));
  }

  /** This or {@code other} or both, of the same event. */
  default EventFilter or(EventFilter other) {
    return new Or(List.of(this, other));
  }

  /** The events that this does not accept, those that lack the property included. */
  default EventFilter not() {
    return new Not(this);
  }

  /** All operands hold; with none, every event does. */
  record And(List<EventFilter> operands) implements EventFilter {

    // Here and not on the interface: that would need this class while it is being initialised.
    private static final EventFilter ALL = new And(List.of());

    public And {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.and(this);
    }

    @Override
    public EventFilter and(EventFilter other) {
      return new And(append(operands, other));
    }

    @Override
    public String toString() {
      return PredicatePrinter.shortened(this);
    }
  }

  /** At least one operand holds; with none, no event does. */
  record Or(List<EventFilter> operands) implements EventFilter {
    public Or {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.or(this);
    }

    @Override
    public EventFilter or(EventFilter other) {
      return new Or(append(operands, other));
    }

    @Override
    public String toString() {
      return PredicatePrinter.shortened(this);
    }
  }

  /** The operand does not hold. */
  record Not(EventFilter operand) implements EventFilter {
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
   * A test of one property.
   *
   * @param property its name
   * @param type the type that the test was written for
   * @param test what its value must satisfy
   */
  record PropertyTest(String property, ValueType type, ValueTest test) implements EventFilter {
    public PropertyTest {
      test.requireFits(type);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.propertyTest(this);
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

    R propertyTest(PropertyTest test);
  }

  private static List<EventFilter> append(List<EventFilter> operands, EventFilter last) {
    List<EventFilter> all = new ArrayList<>(operands);
    all.add(last);
    return all;
  }
}
