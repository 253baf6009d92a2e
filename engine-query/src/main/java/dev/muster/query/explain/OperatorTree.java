// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.explain;

import dev.muster.query.execute.PlanProfile;
import dev.muster.query.explain.Explanation.Operator;
import dev.muster.query.plan.PlanNode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Joins a plan with what was measured while it ran. */
public final class OperatorTree implements PlanNode.Visitor<Operator> {

  /** Each operator leaves fewer rows in question, so whoever was asked about most ran first. */
  private static final Comparator<Operator> AS_RUN =
      Comparator.comparingLong(Operator::candidateRows).reversed();

  private final PlanProfile profile;

  private OperatorTree(PlanProfile profile) {
    this.profile = profile;
  }

  /** The operators of {@code root} with their measurements. */
  public static Operator of(PlanNode root, PlanProfile profile) {
    return root.accept(new OperatorTree(profile));
  }

  /**
   * An analysis with its measurements, what found its audience below it.
   *
   * @param label what it is
   */
  public static Operator of(String label, PlanNode audience, PlanProfile profile) {
    Operator operand = of(audience, profile);
    int id = profile.analysis();
    return new Operator(
        label,
        profile.estimatedRows(id),
        profile.candidateRows(id),
        profile.resultRows(id),
        profile.chunks(id),
        Duration.ofNanos(profile.nanos(id)).plus(operand.time()),
        List.of(operand));
  }

  private Operator operator(PlanNode node, List<PlanNode> operands) {
    int id = node.id();
    return new Operator(
        node.label(),
        profile.estimatedRows(id),
        profile.candidateRows(id),
        profile.resultRows(id),
        profile.chunks(id),
        Duration.ofNanos(profile.nanos(id)),
        operands.stream().map(operand -> operand.accept(this)).sorted(AS_RUN).toList());
  }

  @Override
  public Operator everyone(PlanNode.Everyone node) {
    return operator(node, List.of());
  }

  @Override
  public Operator noOne(PlanNode.NoOne node) {
    return operator(node, List.of());
  }

  @Override
  public Operator and(PlanNode.And node) {
    return operator(node, node.operands());
  }

  @Override
  public Operator or(PlanNode.Or node) {
    return operator(node, node.operands());
  }

  @Override
  public Operator not(PlanNode.Not node) {
    return operator(node, List.of(node.operand()));
  }

  @Override
  public Operator column(PlanNode.Column node) {
    return operator(node, List.of());
  }

  @Override
  public Operator presence(PlanNode.Presence node) {
    return operator(node, List.of());
  }

  @Override
  public Operator events(PlanNode.Events node) {
    return operator(node, List.of());
  }

  @Override
  public Operator sequence(PlanNode.Sequence node) {
    return operator(node, List.of());
  }

  @Override
  public Operator buckets(PlanNode.Buckets node) {
    return operator(node, List.of());
  }
}
