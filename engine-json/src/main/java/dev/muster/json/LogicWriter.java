// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import java.util.List;

/** Writes conjunctions, disjunctions and complements, of predicates and of filters alike. */
abstract class LogicWriter<E> {

  final JsonWriter out;

  LogicWriter(JsonWriter out) {
    this.out = out;
  }

  /** Writes the members of the kind that {@code expression} is. */
  abstract void dispatch(E expression);

  /** Writes {@code expression}, one level deeper. */
  final JsonWriter write(E expression) {
    return out.level(deeper -> deeper.object(members -> dispatch(expression)));
  }

  final JsonWriter join(String kind, List<E> operands) {
    return out.name(kind).array(operands, this::write);
  }

  final JsonWriter negate(E operand) {
    out.name("not");
    return write(operand);
  }
}
