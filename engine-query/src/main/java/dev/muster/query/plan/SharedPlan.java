// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Several plans over one set of operators.
 *
 * @param roots the last operator of each plan; the same one for plans that mean the same
 * @param nodeCount operators in all; their ids lie in [0, nodeCount)
 * @param reused operators that more than one operator or plan takes rows from, those with most
 *     first
 */
public record SharedPlan(List<PlanNode> roots, int nodeCount, List<PlanNode> reused) {

  /** The plan that these operators are the last ones of. O(operators). */
  static SharedPlan of(List<PlanNode> roots, int nodeCount) {
    int[] uses = new int[nodeCount];
    List<PlanNode> met = new ArrayList<>();
    for (PlanNode root : roots) {
      use(root, uses, met);
    }
    List<PlanNode> reused = new ArrayList<>(met);
    reused.removeIf(node -> uses[node.id()] < 2);
    reused.sort(Comparator.comparingInt((PlanNode node) -> -uses[node.id()]));
    return new SharedPlan(List.copyOf(roots), nodeCount, List.copyOf(reused));
  }

  /** Counts a use of {@code node}; what it is made of is used once, however often it is used. */
  private static void use(PlanNode node, int[] uses, List<PlanNode> met) {
    if (uses[node.id()]++ > 0) {
      return;
    }
    met.add(node);
    if (node instanceof PlanNode.And and) {
      and.operands().forEach(operand -> use(operand, uses, met));
    } else if (node instanceof PlanNode.Or or) {
      or.operands().forEach(operand -> use(operand, uses, met));
    } else if (node instanceof PlanNode.Not not) {
      use(not.operand(), uses, met);
    }
  }
}
