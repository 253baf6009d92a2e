// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.DateComparison;
import dev.muster.predicate.DecimalComparison;
import dev.muster.predicate.DoubleComparison;
import dev.muster.predicate.EventFilter;
import dev.muster.predicate.EventSelection;
import dev.muster.predicate.LongComparison;
import dev.muster.predicate.Measure;
import dev.muster.predicate.Occurrence;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.TimestampComparison;
import dev.muster.predicate.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Events of one type that predicates are made of: all of them, or those that pass a filter and fall
 * in a window.
 *
 * <p>{@code PURCHASE.where(CATEGORY.is("shoes")).inLast(Duration.ofDays(30)).count().atLeast(3)}.
 * Each step returns a new source; the last makes a {@link Predicate}. Immutable.
 */
public sealed interface EventSource permits EventType, SelectedEvents {

  /** The events meant. */
  EventSelection selection();

  /** Those that also pass {@code filter}. */
  default EventSource where(EventFilter filter) {
    EventSelection now = selection();
    EventFilter both = now.filter().equals(EventFilter.all()) ? filter : now.filter().and(filter);
    return new SelectedEvents(
        new EventSelection(now.eventType(), now.occurrence(), both, now.window()));
  }

  /**
   * Those at or after {@code from} and before {@code to} by the clocks of {@code zone}, past
   * midnight if {@code from} is the later one: {@link EventFilter#timeOfDay} as a filter.
   */
  default EventSource atTimeOfDay(LocalTime from, LocalTime to, ZoneId zone) {
    return where(EventFilter.timeOfDay(from, to, zone));
  }

  /**
   * Those on one of {@code days} by the calendar of {@code zone}: {@link EventFilter#dayOfWeek} as
   * a filter.
   */
  default EventSource onDaysOfWeek(ZoneId zone, DayOfWeek... days) {
    return where(EventFilter.dayOfWeek(zone, days));
  }

  /** Those that happened in {@code window}, which replaces an earlier one. */
  default EventSource in(Window window) {
    EventSelection now = selection();
    return new SelectedEvents(
        new EventSelection(now.eventType(), now.occurrence(), now.filter(), window));
  }

  /**
   * The first event of the type that the profile ever had, if it passes the filter and falls in the
   * window; no other one. Those of the same instant count with it.
   */
  default EventSource first() {
    return only(Occurrence.FIRST);
  }

  /**
   * The last event of the type that the profile has had by now, if it passes the filter and falls
   * in the window; no other one. Those of the same instant count with it.
   */
  default EventSource last() {
    return only(Occurrence.LAST);
  }

  private EventSource only(Occurrence occurrence) {
    EventSelection now = selection();
    return new SelectedEvents(
        new EventSelection(now.eventType(), occurrence, now.filter(), now.window()));
  }

  /** Those of the last {@code duration}: {@code 0 <= now - t < duration}. */
  default EventSource inLast(Duration duration) {
    return in(Window.last(duration));
  }

  /** Those of today and the {@code days - 1} days before it, as days go in {@code zone}. */
  default EventSource inLastCalendarDays(int days, ZoneId zone) {
    return in(new Window.CalendarDays(days, zone, Window.Today.INCLUDED));
  }

  /** Those of the {@code days} days before today, as days go in {@code zone}. */
  default EventSource inLastCalendarDaysBeforeToday(int days, ZoneId zone) {
    return in(new Window.CalendarDays(days, zone, Window.Today.EXCLUDED));
  }

  /** Those of {@code from} to {@code to} ago: {@code from <= now - t < to}. */
  default EventSource ago(Duration from, Duration to) {
    return in(Window.ago(from, to));
  }

  /** Those of {@code from} to {@code to}, the end excluded. */
  default EventSource between(Instant from, Instant to) {
    return in(Window.between(from, to));
  }

  /** Those at or after {@code from}. */
  default EventSource since(Instant from) {
    return in(Window.since(from));
  }

  /** Those before {@code to}. */
  default EventSource before(Instant to) {
    return in(Window.before(to));
  }

  /** One of these, then one of {@code next}: at the same instant or later, and another event. */
  default EventSequence then(EventSource next) {
    return EventSequence.of(this).then(next);
  }

  /**
   * One of these, then none of {@code absent} within {@code duration}, which must have elapsed:
   * true from the very instant at which it has.
   */
  default EventSequence thenNot(EventSource absent, Duration duration) {
    return EventSequence.of(this).thenNot(absent, duration);
  }

  /** There is at least one such event. */
  default Predicate did() {
    return count().atLeast(1);
  }

  /** There is no such event; profiles without any event are included. */
  default Predicate didNot() {
    return did().not();
  }

  /**
   * There is such an event between {@code recent} and {@code earlier} ago, and none in the last
   * {@code recent}. Replaces the window.
   */
  default Predicate stopped(Duration recent, Duration earlier) {
    return ago(recent, earlier).did().and(inLast(recent).didNot());
  }

  /**
   * There is such an event in the last {@code recent}, none from there back to {@code pause} ago,
   * and one before that, up to {@code earlier} ago. Replaces the window.
   */
  default Predicate resumed(Duration recent, Duration pause, Duration earlier) {
    return inLast(recent).did().and(ago(recent, pause).didNot()).and(ago(pause, earlier).did());
  }

  /**
   * There are at least {@code timesMin} such events in at least {@code periodsMin} of the last
   * {@code periods} periods, which follow each other backwards from now. Replaces the window.
   *
   * @param length of a period; {@code periods} of them within {@link Window#DURATION_MAX}
   */
  default Predicate regularly(int timesMin, int periodsMin, int periods, Duration length) {
    if (periodsMin < 1 || periodsMin > periods) {
      throw new IllegalArgumentException(
          "periodsMin must be in [1, periods], periodsMin=" + periodsMin + " periods=" + periods);
    }
    return inLast(length.multipliedBy(periods)).periods(length, timesMin).atLeast(periodsMin);
  }

  /** How many such events there are; 0 if none. */
  default LongComparison<Predicate> count() {
    return Measures.ofLong(selection(), new Measure.Count());
  }

  /** Sum of {@code property}, exact; 0 if no event has it. */
  default DecimalComparison<Predicate> sum(LongProperty property) {
    return Measures.ofDecimal(selection(), new Measure.Sum(property.name(), property.type()));
  }

  /** Sum of {@code property}, exact; 0 if no event has it. */
  default DecimalComparison<Predicate> sum(DecimalProperty property) {
    return Measures.ofDecimal(selection(), new Measure.Sum(property.name(), property.type()));
  }

  /** Sum of {@code property}, in order of time; 0 if no event has it. */
  default DoubleComparison<Predicate> sum(DoubleProperty property) {
    return Measures.ofDouble(selection(), new Measure.Sum(property.name(), property.type()));
  }

  /** Mean of {@code property}, exact; missing if no event has it. */
  default DecimalComparison<Predicate> avg(LongProperty property) {
    return Measures.ofDecimal(selection(), new Measure.Average(property.name(), property.type()));
  }

  /** Mean of {@code property}, exact; missing if no event has it. */
  default DecimalComparison<Predicate> avg(DecimalProperty property) {
    return Measures.ofDecimal(selection(), new Measure.Average(property.name(), property.type()));
  }

  /** Mean of {@code property}; missing if no event has it. */
  default DoubleComparison<Predicate> avg(DoubleProperty property) {
    return Measures.ofDouble(selection(), new Measure.Average(property.name(), property.type()));
  }

  /** Least {@code property}; missing if no event has it. */
  default LongComparison<Predicate> min(LongProperty property) {
    return Measures.ofLong(selection(), new Measure.Minimum(property.name(), property.type()));
  }

  /** Least {@code property}; missing if no event has it. */
  default DecimalComparison<Predicate> min(DecimalProperty property) {
    return Measures.ofDecimal(selection(), new Measure.Minimum(property.name(), property.type()));
  }

  /** Least {@code property}; missing if no event has it. */
  default DoubleComparison<Predicate> min(DoubleProperty property) {
    return Measures.ofDouble(selection(), new Measure.Minimum(property.name(), property.type()));
  }

  /** Earliest {@code property}; missing if no event has it. */
  default DateComparison<Predicate> min(DateProperty property) {
    return Measures.ofDate(selection(), new Measure.Minimum(property.name(), property.type()));
  }

  /** Earliest {@code property}; missing if no event has it. */
  default TimestampComparison<Predicate> min(TimestampProperty property) {
    return Measures.ofTimestamp(selection(), new Measure.Minimum(property.name(), property.type()));
  }

  /** Greatest {@code property}; missing if no event has it. */
  default LongComparison<Predicate> max(LongProperty property) {
    return Measures.ofLong(selection(), new Measure.Maximum(property.name(), property.type()));
  }

  /** Greatest {@code property}; missing if no event has it. */
  default DecimalComparison<Predicate> max(DecimalProperty property) {
    return Measures.ofDecimal(selection(), new Measure.Maximum(property.name(), property.type()));
  }

  /** Greatest {@code property}; missing if no event has it. */
  default DoubleComparison<Predicate> max(DoubleProperty property) {
    return Measures.ofDouble(selection(), new Measure.Maximum(property.name(), property.type()));
  }

  /** Latest {@code property}; missing if no event has it. */
  default DateComparison<Predicate> max(DateProperty property) {
    return Measures.ofDate(selection(), new Measure.Maximum(property.name(), property.type()));
  }

  /** Latest {@code property}; missing if no event has it. */
  default TimestampComparison<Predicate> max(TimestampProperty property) {
    return Measures.ofTimestamp(selection(), new Measure.Maximum(property.name(), property.type()));
  }

  /** How many different values {@code property} takes; 0 if no event has it. */
  default LongComparison<Predicate> distinct(Property<?> property) {
    return Measures.ofLong(selection(), new Measure.Distinct(property.name(), property.type()));
  }

  /** On how many days of UTC there is such an event; 0 if there is none. */
  default LongComparison<Predicate> days() {
    return days(ZoneOffset.UTC);
  }

  /** On how many days there is such an event, as days go in {@code zone}; 0 if there is none. */
  default LongComparison<Predicate> days(ZoneId zone) {
    return Measures.ofLong(selection(), new Measure.Days(zone));
  }

  /**
   * In how many periods there are at least {@code timesMin} such events; the periods follow each
   * other backwards from now.
   */
  default LongComparison<Predicate> periods(Duration length, int timesMin) {
    return Measures.ofLong(selection(), new Measure.Periods(length, timesMin));
  }
}
