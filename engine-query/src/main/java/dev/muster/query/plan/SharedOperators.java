// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.plan;

import dev.muster.predicate.Predicate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The operators of predicates that are planned together: what means the same is one operator, in
 * whatever order its operands were written (hash consing). Confined to one planning.
 */
final class SharedOperators {

  private enum Kind {
    AND,
    OR,
    NOT
  }

  /** An operator by the ids of what it is made of, ascending. */
  private record Composition(Kind kind, List<Integer> operands) {}

  private final Map<Predicate, PlanNode> leaves = new HashMap<>();
  private final Map<Composition, PlanNode> compositions = new HashMap<>();

  /** The operator of a predicate without operands. */
  PlanNode leaf(Predicate leaf, Supplier<PlanNode> planned) {
    // Not computeIfAbsent: what is planned may be made of leaves itself.
    PlanNode known = leaves.get(leaf);
    if (known == null) {
      known = planned.get();
      leaves.put(leaf, known);
    }
    return known;
  }

  /** The conjunction of these, repeated ones dropped. */
  PlanNode conjunction(List<PlanNode> operands, Function<List<PlanNode>, PlanNode> planned) {
    return composition(Kind.AND, operands, planned);
  }

  /** The disjunction of these, repeated ones dropped. */
  PlanNode disjunction(List<PlanNode> operands, Function<List<PlanNode>, PlanNode> planned) {
    return composition(Kind.OR, operands, planned);
  }

  /** The negation of {@code operand}. */
  PlanNode negation(PlanNode operand, Supplier<PlanNode> planned) {
    return composition(Kind.NOT, List.of(operand), operands -> planned.get());
  }

  private PlanNode composition(
      Kind kind, List<PlanNode> operands, Function<List<PlanNode>, PlanNode> planned) {
    TreeSet<PlanNode> distinct = new TreeSet<>(Comparator.comparingInt(PlanNode::id));
    distinct.addAll(operands);
    if (kind != Kind.NOT && distinct.size() == 1) {
      return distinct.first();
    }
    Composition key = new Composition(kind, distinct.stream().map(PlanNode::id).toList());
    return compositions.computeIfAbsent(key, unknown -> planned.apply(new ArrayList<>(distinct)));
  }
}
