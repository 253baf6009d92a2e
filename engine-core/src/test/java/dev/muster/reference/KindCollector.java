// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.HeldProperty;
import dev.muster.predicate.Predicate;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the classes that predicates are made of, to see what a generator reaches. */
final class KindCollector implements Predicate.Visitor<@Nullable Void> {

  private final Set<Class<?>> found = new HashSet<>();
  private final FilterKinds filterKinds = new FilterKinds();

  void collect(Predicate predicate) {
    found.add(predicate.getClass());
    predicate.accept(this);
  }

  Set<Class<?>> found() {
    return found;
  }

  @Override
  public @Nullable Void and(Predicate.And and) {
    and.operands().forEach(this::collect);
    return null;
  }

  @Override
  public @Nullable Void or(Predicate.Or or) {
    or.operands().forEach(this::collect);
    return null;
  }

  @Override
  public @Nullable Void not(Predicate.Not not) {
    collect(not.operand());
    return null;
  }

  @Override
  public @Nullable Void attributeTest(Predicate.AttributeTest test) {
    found.add(test.test().getClass());
    return null;
  }

  @Override
  public @Nullable Void eventTest(Predicate.EventTest test) {
    found.add(test.test().getClass());
    found.add(test.measure().getClass());
    found.add(test.events().window().getClass());
    filterKinds.collect(test.events().filter());
    return null;
  }

  @Override
  public @Nullable Void sequenceTest(Predicate.SequenceTest test) {
    found.add(test.window().getClass());
    HeldProperty held = test.held();
    if (held != null) {
      found.add(held.getClass());
    }
    test.steps().forEach(step -> filterKinds.collect(step.event().filter()));
    return null;
  }

  @Override
  public @Nullable Void inSegment(Predicate.InSegment reference) {
    return null;
  }

  @Override
  public @Nullable Void bucketTest(Predicate.BucketTest test) {
    return null;
  }

  @Override
  public @Nullable Void stateTest(Predicate.StateTest test) {
    collect(test.state());
    return null;
  }

  private final class FilterKinds implements EventFilter.Visitor<@Nullable Void> {

    void collect(EventFilter filter) {
      found.add(filter.getClass());
      filter.accept(this);
    }

    @Override
    public @Nullable Void and(EventFilter.And and) {
      and.operands().forEach(this::collect);
      return null;
    }

    @Override
    public @Nullable Void or(EventFilter.Or or) {
      or.operands().forEach(this::collect);
      return null;
    }

    @Override
    public @Nullable Void not(EventFilter.Not not) {
      collect(not.operand());
      return null;
    }

    @Override
    public @Nullable Void propertyTest(EventFilter.PropertyTest test) {
      found.add(test.test().getClass());
      return null;
    }

    @Override
    public @Nullable Void timeOfDay(EventFilter.TimeOfDay time) {
      return null;
    }

    @Override
    public @Nullable Void dayOfWeek(EventFilter.DayOfWeek day) {
      return null;
    }

    @Override
    public @Nullable Void attributeComparison(EventFilter.AttributeComparison comparison) {
      return null;
    }
  }
}
