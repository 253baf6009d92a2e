// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.analysis.Analysis;
import dev.muster.analysis.Overlap;
import dev.muster.analysis.Waterfall;
import dev.muster.query.execute.Execution;
import dev.muster.query.plan.PlanContext;
import dev.muster.query.plan.PlanNode;
import dev.muster.query.plan.Planner;
import dev.muster.segment.Segment;
import java.util.List;
import java.util.function.Function;

/** Resolves each kind of analysis against a schema and an instant. */
public final class AnalysisPlanner implements Analysis.Visitor<Analyzer<?, ?>> {

  private final PlanContext context;

  private AnalysisPlanner(PlanContext context) {
    this.context = context;
  }

  /**
   * What gives the answer of {@code analysis} for the audience of an execution.
   *
   * @throws dev.muster.schema.SchemaException if it names something the schema does not have
   */
  public static <R> Function<Execution, R> plan(Analysis<R> analysis, PlanContext context) {
    @SuppressWarnings("unchecked") // each method below returns an analyzer of its analysis's answer
    Analyzer<?, R> analyzer = (Analyzer<?, R>) analysis.accept(new AnalysisPlanner(context));
    return analyzer::run;
  }

  private List<PlanNode> plans(List<Segment> segments) {
    return segments.stream()
        .map(segment -> Planner.plan(segment.predicate(), context).root())
        .toList();
  }

  @Override
  public Analyzer<?, ?> overlap(Overlap overlap) {
    return new OverlapAnalyzer(overlap, plans(overlap.segments()));
  }

  @Override
  public Analyzer<?, ?> waterfall(Waterfall waterfall) {
    return new WaterfallAnalyzer(waterfall, plans(waterfall.segments()));
  }
}
