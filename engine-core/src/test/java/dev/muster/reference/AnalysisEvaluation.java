// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.analysis.Analysis;
import dev.muster.analysis.Breakdown;
import dev.muster.analysis.CrossTabulation;
import dev.muster.analysis.Distribution;
import dev.muster.analysis.Funnel;
import dev.muster.analysis.Lifecycle;
import dev.muster.analysis.Overlap;
import dev.muster.analysis.Retention;
import dev.muster.analysis.Rfm;
import dev.muster.analysis.RfmTransition;
import dev.muster.analysis.Trend;
import dev.muster.analysis.Waterfall;
import dev.muster.profile.ProfileId;
import java.util.List;
import java.util.Set;

/** Answers an analysis of some profiles from plain collections; the slow twin of the engine's. */
final class AnalysisEvaluation implements Analysis.Visitor<Object> {

  private final ReferenceEngine engine;
  private final Set<ProfileId> audience;
  private final long nowMillis;

  AnalysisEvaluation(ReferenceEngine engine, Set<ProfileId> audience, long nowMillis) {
    this.engine = engine;
    this.audience = audience;
    this.nowMillis = nowMillis;
  }

  @Override
  public Object overlap(Overlap overlap) {
    return OverlapEvaluation.evaluate(overlap, audience, engine, nowMillis);
  }

  @Override
  public Object waterfall(Waterfall waterfall) {
    return WaterfallEvaluation.evaluate(waterfall, audience, engine, nowMillis);
  }

  @Override
  public Object trend(Trend trend) {
    return TrendEvaluation.evaluate(trend, audience, engine, nowMillis);
  }

  @Override
  public Object lifecycle(Lifecycle lifecycle) {
    return LifecycleEvaluation.evaluate(lifecycle, audience, engine, nowMillis);
  }

  @Override
  public Object retention(Retention retention) {
    return new RetentionEvaluation(retention, engine, nowMillis).evaluate(audience);
  }

  @Override
  public Object funnel(Funnel funnel) {
    return FunnelReport.of(funnel, audience, engine, nowMillis);
  }

  private List<PredicateEvaluation> profiles() {
    return audience.stream().map(id -> engine.evaluation(id, nowMillis)).toList();
  }

  @Override
  public Object breakdown(Breakdown breakdown) {
    return BreakdownEvaluation.evaluate(breakdown, profiles());
  }

  @Override
  public Object crossTabulation(CrossTabulation crossTabulation) {
    return BreakdownEvaluation.evaluate(crossTabulation, profiles());
  }

  @Override
  public Object distribution(Distribution<?> distribution) {
    return DistributionEvaluation.evaluate(distribution, profiles(), nowMillis);
  }

  @Override
  public Object rfm(Rfm rfm) {
    return scored(rfm, nowMillis).result(audience.size());
  }

  @Override
  public Object rfmTransition(RfmTransition transition) {
    return RfmEvaluation.transition(
        audience,
        scored(transition.rfm(), transition.earlier().toEpochMilli()),
        scored(transition.rfm(), nowMillis));
  }

  private RfmEvaluation scored(Rfm rfm, long instantMillis) {
    return new RfmEvaluation(
        rfm,
        audience,
        id -> engine.evaluationAsOf(id, instantMillis, nowMillis).select(rfm.purchases()),
        instantMillis);
  }
}
