// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.analysis.Analysis;
import dev.muster.analysis.Breakdown;
import dev.muster.analysis.CalendarBuckets;
import dev.muster.analysis.CrossTabulation;
import dev.muster.analysis.Dimension;
import dev.muster.analysis.Distribution;
import dev.muster.analysis.Funnel;
import dev.muster.analysis.Lifecycle;
import dev.muster.analysis.Overlap;
import dev.muster.analysis.Quantity;
import dev.muster.analysis.Retention;
import dev.muster.analysis.RetentionInterval;
import dev.muster.analysis.Rfm;
import dev.muster.analysis.RfmTransition;
import dev.muster.analysis.Trend;
import dev.muster.analysis.Waterfall;
import dev.muster.predicate.Measure;
import dev.muster.predicate.TimeRange;
import dev.muster.query.execute.StopCheck;
import dev.muster.query.plan.EventPlanner;
import dev.muster.query.plan.MeasuredEvents;
import dev.muster.query.plan.PlanContext;
import dev.muster.query.plan.PlanNode;
import dev.muster.query.plan.Planner;
import dev.muster.query.plan.SequencePlanner;
import dev.muster.segment.Segment;
import dev.muster.shard.SchemaLayout.Field;
import dev.muster.shard.event.MeasureSpec;
import dev.muster.shard.event.SequenceQuery;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Resolves each kind of analysis against a schema and an instant. */
public final class AnalysisPlanner implements Analysis.Visitor<Analyzer<?, ?>> {

  private final PlanContext context;
  private final StopCheck stop;

  private AnalysisPlanner(PlanContext context, StopCheck stop) {
    this.context = context;
    this.stop = stop;
  }

  /**
   * {@code analysis}, ready to be asked.
   *
   * @param stop looked at after each segment
   * @throws dev.muster.schema.SchemaException if it names something the schema does not have
   */
  public static <R> PlannedAnalysis<R> plan(
      Analysis<R> analysis, PlanContext context, StopCheck stop) {
    @SuppressWarnings("unchecked") // each method below returns an analyzer of its analysis's answer
    Analyzer<?, R> analyzer = (Analyzer<?, R>) analysis.accept(new AnalysisPlanner(context, stop));
    return analyzer;
  }

  private List<PlanNode> plans(List<Segment> segments) {
    return Planner.planAll(
        segments.stream().map(Segment::predicate).toList(), context, stop::check);
  }

  @Override
  public Analyzer<?, ?> overlap(Overlap overlap) {
    return new OverlapAnalyzer(overlap, plans(overlap.segments()));
  }

  @Override
  public Analyzer<?, ?> waterfall(Waterfall waterfall) {
    return new WaterfallAnalyzer(waterfall, plans(waterfall.segments()));
  }

  @Override
  public Analyzer<?, ?> trend(Trend trend) {
    CalendarBuckets buckets = trend.timeline().at(context.nowMillis());
    TimeRange range = context.past("a timeline", buckets.range());
    Measure.Sum sum = trend.sum();
    return new TrendAnalyzer(
        buckets,
        EventPlanner.pattern(trend.events(), range, context),
        sum == null
            ? MeasureSpec.COUNT
            : EventPlanner.sum(trend.events().eventType(), sum, context),
        context.nowMillis());
  }

  @Override
  public Analyzer<?, ?> lifecycle(Lifecycle lifecycle) {
    CalendarBuckets buckets = lifecycle.buckets(context.nowMillis());
    long to = context.past("a timeline with the unit before it", buckets.range()).toMillis();
    // Whatever is kept from before says who is new.
    TimeRange range = context.past().intersect(new TimeRange(Long.MIN_VALUE, to));
    return new LifecycleAnalyzer(
        buckets, EventPlanner.pattern(lifecycle.events(), range, context), context.nowMillis());
  }

  @Override
  public Analyzer<?, ?> retention(Retention retention) {
    CalendarBuckets cohorts = retention.timeline().at(context.nowMillis());
    TimeRange starts = context.past("a timeline", cohorts.range());
    TimeRange comebacks =
        context.past().intersect(new TimeRange(starts.fromMillis(), Long.MAX_VALUE));
    return new RetentionAnalyzer(
        retention,
        cohorts,
        elapsed(retention),
        EventPlanner.pattern(retention.start(), starts, context),
        EventPlanner.pattern(retention.comeback(), comebacks, context),
        context.nowMillis());
  }

  private ElapsedIntervals elapsed(Retention retention) {
    RetentionInterval interval = retention.interval();
    if (interval instanceof RetentionInterval.Calendar calendar) {
      return new ElapsedIntervals.Calendar(
          retention.intervalBuckets(calendar.units(), context.nowMillis()));
    }
    return new ElapsedIntervals.Rolling(((RetentionInterval.Rolling) interval).length().toMillis());
  }

  @Override
  public Analyzer<?, ?> funnel(Funnel funnel) {
    SequenceQuery steps =
        new SequencePlanner(context)
            .plan(funnel.steps(), funnel.within(), funnel.window(), funnel.held());
    Funnel.Breakdown by = funnel.breakdown();
    Field attribute = by == null ? null : context.attribute(by.attribute(), by.type());
    return FunnelAnalyzer.of(funnel, steps, attribute);
  }

  @Override
  public Analyzer<?, ?> breakdown(Breakdown breakdown) {
    return new BreakdownAnalyzer(
        breakdown, breakdown.dimensions().stream().map(this::counts).toList());
  }

  private Supplier<DimensionCounts> counts(Dimension dimension) {
    return dimension.accept(
        new Dimension.Visitor<>() {
          @Override
          public Supplier<DimensionCounts> ofAttribute(Dimension.OfAttribute of) {
            Field field = context.attribute(of.attribute(), of.type());
            return () -> new AttributeCounts(of, field);
          }

          @Override
          public Supplier<DimensionCounts> ofEvents(Dimension.OfEvents of) {
            Field field =
                EventPlanner.property(of.events().eventType(), of.property(), of.type(), context);
            MeasureSpec spec =
                new MeasureSpec(MeasureSpec.Kind.DISTINCT, field.index(), field.type());
            MeasuredEvents events = EventPlanner.measured(of.events(), spec, context);
            return () -> new PropertyCounts(of, field, events);
          }
        });
  }

  @Override
  public Analyzer<?, ?> crossTabulation(CrossTabulation table) {
    return new CrossTabulationAnalyzer(
        table,
        table.attributes().stream()
            .map(of -> context.attribute(of.attribute(), of.type()))
            .toList());
  }

  @Override
  public Analyzer<?, ?> distribution(Distribution<?> distribution) {
    return distributionOf(distribution);
  }

  private <V> Analyzer<?, ?> distributionOf(Distribution<V> distribution) {
    return distribution
        .quantity()
        .accept(
            new Quantity.Visitor<Analyzer<?, ?>>() {
              @Override
              public Analyzer<?, ?> ofAttribute(Quantity.OfAttribute<?> of) {
                Field field = context.attribute(of.attribute(), of.type());
                return new DistributionAnalyzer<>(
                    distribution,
                    NumberForm.of(field.type()),
                    () -> new ProfileNumbers.OfAttribute(field.index()));
              }

              @Override
              public Analyzer<?, ?> ofEvents(Quantity.OfEvents<?> of) {
                MeasuredEvents events = EventPlanner.measured(of.events(), of.measure(), context);
                return new DistributionAnalyzer<>(
                    distribution,
                    NumberForm.of(of.measure()),
                    () ->
                        new ProfileNumbers.OfEvents(
                            events, NumberForm.furtherDigits(of.measure())));
              }
            });
  }

  @Override
  public Analyzer<?, ?> rfm(Rfm rfm) {
    NumberForm money = NumberForm.of(new Measure.Sum(rfm.property(), rfm.type()));
    return new RfmAnalyzer(money, queries(rfm, context.nowMillis()));
  }

  @Override
  public Analyzer<?, ?> rfmTransition(RfmTransition transition) {
    long earlierMillis = transition.earlier().toEpochMilli();
    if (earlierMillis > context.nowMillis()) {
      throw new IllegalArgumentException(
          "the earlier instant must not lie after now, earlier="
              + transition.earlier()
              + " now="
              + Instant.ofEpochMilli(context.nowMillis()));
    }
    return new RfmTransitionAnalyzer(
        queries(transition.rfm(), earlierMillis), queries(transition.rfm(), context.nowMillis()));
  }

  private Buyers.Queries queries(Rfm rfm, long instantMillis) {
    return new Buyers.Queries(
        EventPlanner.measuredAsOf(rfm.purchases(), MeasureSpec.LATEST, instantMillis, context),
        EventPlanner.measuredAsOf(rfm.purchases(), MeasureSpec.COUNT, instantMillis, context),
        EventPlanner.measuredAsOf(
            rfm.purchases(), new Measure.Sum(rfm.property(), rfm.type()), instantMillis, context));
  }
}
