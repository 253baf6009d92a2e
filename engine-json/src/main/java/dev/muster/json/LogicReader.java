// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.Predicate;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads conjunctions, disjunctions and complements, of predicates and of filters alike. Every
 * expression is an object that one of its members tells the kind of.
 */
abstract class LogicReader<E> {

  final JsonSource source;
  final LiteralReader literals;

  LogicReader(JsonSource source, LiteralReader literals) {
    this.source = source;
    this.literals = literals;
  }

  /** What is read, for messages. */
  abstract String what();

  /** The members that tell the kind of an expression; one of them is there. */
  abstract List<String> kinds();

  abstract E conjunction(List<E> operands);

  abstract E disjunction(List<E> operands);

  abstract E complement(E operand);

  /** Takes an expression that is neither of the three, of the kind that {@code kind} tells. */
  abstract E simple(String kind, Members members, int level);

  /** Reads an expression on {@code level}, counted from 1. */
  final E read(JsonValue value, int level) {
    Members members = new Members(source, value, what() + " (an object)");
    if (level > Predicate.DEPTH_MAX) {
      throw source.refused(
          value, "a predicate may be nested at most " + Predicate.DEPTH_MAX + " levels deep");
    }
    String kind = members.requireOneOf(kinds(), what());
    E expression =
        switch (kind) {
          case "all" -> conjunction(operands(members.require(kind), level));
          case "any" -> disjunction(operands(members.require(kind), level));
          case "not" -> complement(read(members.require(kind), level + 1));
          default -> simple(kind, members, level);
        };
    members.end();
    return expression;
  }

  private List<E> operands(JsonValue value, int level) {
    List<E> operands = new ArrayList<>();
    for (JsonValue operand : literals.array(value, "an array of objects, each " + what())) {
      operands.add(read(operand, level + 1));
    }
    return operands;
  }
}
