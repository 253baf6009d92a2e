// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import java.util.List;

/**
 * Writes conjunctions, disjunctions and complements, of predicates and of filters alike.
 *
 * <p>Parentheses tell the structure: {@code a and b and c} is one conjunction of three, {@code (a
 * and b) and c} one of two. A list of one operand has no {@code and} to tell it by and is written
 * {@code all of (a)} or {@code any of (a)}.
 */
abstract class LogicPrinter<E> {

  final TextWriter out;

  LogicPrinter(TextWriter out) {
    this.out = out;
  }

  /** Writes the kind that {@code expression} is. */
  abstract void dispatch(E expression);

  /** The number of operands that {@code and} or {@code or} joins in {@code expression}. */
  abstract int joined(E expression);

  /** Writes {@code expression}, one level deeper. */
  final TextWriter write(E expression) {
    if (out.enter()) {
      dispatch(expression);
      out.exit();
    }
    return out;
  }

  final TextWriter join(List<E> operands, String separator, String none, String one) {
    if (operands.isEmpty()) {
      return out.append(none);
    }
    if (operands.size() == 1) {
      out.append(one).append(" (");
      return write(operands.get(0)).append(")");
    }
    for (int i = 0; i < operands.size(); i++) {
      out.append(i == 0 ? "" : separator);
      E operand = operands.get(i);
      if (joined(operand) > 1) {
        parenthesised(operand);
      } else {
        write(operand);
      }
    }
    return out;
  }

  final TextWriter negate(E operand) {
    out.append("not ");
    return parenthesised(operand);
  }

  private TextWriter parenthesised(E expression) {
    out.append("(");
    return write(expression).append(")");
  }
}
