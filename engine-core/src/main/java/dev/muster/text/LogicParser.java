// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import dev.muster.predicate.Predicate;
import dev.muster.predicate.ValueTest;
import dev.muster.text.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code or}, {@code and}, {@code not}, parentheses and lists, of predicates and of filters
 * alike: {@code and} binds closer than {@code or}, and {@code not} closer than both.
 */
abstract class LogicParser<E> {

  /**
   * Most open parentheses and {@code not}s at one place. A predicate of the greatest depth prints
   * with two for each level, so this refuses nothing that is printed; it bounds the recursion.
   */
  private static final int OPEN_MAX = 2 * Predicate.DEPTH_MAX;

  final TokenReader reader;
  private final TestParser tests;
  private int open;
  private int depth;

  /** A parser of what stands where {@code openBefore} parentheses and complements are open. */
  LogicParser(TokenReader reader, int openBefore) {
    this.reader = reader;
    this.tests = new TestParser(reader);
    this.open = openBefore;
  }

  abstract E conjunction(List<E> operands);

  abstract E disjunction(List<E> operands);

  abstract E complement(E operand);

  /** Reads an expression without operands, and hands it on through {@link #leaf}. */
  abstract E simple();

  /** Reads what is compared. */
  abstract Subject<E> subject();

  /** Parentheses and complements open at the place of reading. */
  final int open() {
    return open;
  }

  /** Levels of the expression that was read last. */
  final int depth() {
    return depth;
  }

  /** Hands on a simple expression with {@code levels} levels, 1 if nothing is nested in it. */
  final E leaf(Token first, E expression, int levels) {
    depth = 0;
    return level(first, expression, levels);
  }

  final E expression() {
    Token first = reader.peek();
    E operand = conjunctionOfSome();
    if (!reader.peek().isWord("or")) {
      reader.expected("'or'");
      return operand;
    }
    List<E> operands = new ArrayList<>();
    operands.add(operand);
    int deepest = depth;
    while (reader.accept("or")) {
      operands.add(conjunctionOfSome());
      deepest = Math.max(deepest, depth);
    }
    depth = deepest;
    return level(first, disjunction(operands), 1);
  }

  private E conjunctionOfSome() {
    Token first = reader.peek();
    E operand = operand();
    if (!reader.peek().isWord("and")) {
      reader.expected("'and'");
      return operand;
    }
    List<E> operands = new ArrayList<>();
    operands.add(operand);
    int deepest = depth;
    while (reader.accept("and")) {
      operands.add(operand());
      deepest = Math.max(deepest, depth);
    }
    depth = deepest;
    return level(first, conjunction(operands), 1);
  }

  private E operand() {
    Token first = reader.peek();
    if (reader.accept("not")) {
      enter(first);
      E operand = operand();
      open--;
      return level(first, complement(operand), 1);
    }
    if (reader.acceptSymbol("(")) {
      enter(first);
      E expression = expression();
      reader.expectSymbol(")");
      open--;
      refuseLasting();
      return expression;
    }
    if (reader.accept("all", "of")) {
      return level(first, conjunction(listed(first)), 1);
    }
    if (reader.accept("any", "of")) {
      return level(first, disjunction(listed(first)), 1);
    }
    return simple();
  }

  /** Refuses a duration behind something that cannot carry one. */
  final void refuseLasting() {
    if (reader.peek().isWord("for")) {
      throw reader.refused(
          reader.peek(), "only a test of one attribute, without parentheses, can carry a duration");
    }
  }

  /** Expressions in parentheses, perhaps none; the depth is that of the deepest. */
  private List<E> listed(Token first) {
    List<E> operands = new ArrayList<>();
    reader.expectSymbol("(");
    int deepest = 0;
    if (!reader.acceptSymbol(")")) {
      enter(first);
      do {
        operands.add(expression());
        deepest = Math.max(deepest, depth);
      } while (reader.acceptSymbol(","));
      reader.expectSymbol(")");
      open--;
    }
    depth = deepest;
    return operands;
  }

  private void enter(Token first) {
    if (++open > OPEN_MAX) {
      throw reader.refused(
          first, "at most " + OPEN_MAX + " parentheses and complements may be open at one place");
    }
  }

  private E level(Token first, E expression, int levels) {
    depth += levels;
    if (depth > Predicate.DEPTH_MAX) {
      throw reader.refused(
          first, "a predicate may be nested at most " + Predicate.DEPTH_MAX + " levels deep");
    }
    return expression;
  }

  /**
   * Reads a subject and its test, also with a bound before the subject, as {@code exists(s)} or as
   * {@code anniversary of s}.
   */
  final E comparison() {
    Token first = reader.peek();
    Subject<E> subject;
    ValueTest test;
    if (first.kind() == Kind.NUMBER || first.kind() == Kind.STRING) {
      reader.take();
      boolean inclusive = reader.acceptSymbol("<=");
      if (!inclusive) {
        reader.expectSymbol("<");
      }
      subject = subject();
      test = tests.between(first, inclusive, subject.type());
    } else if (isPresence(first) && reader.peek(1).isSymbol("(")) {
      reader.take();
      reader.take();
      subject = subject();
      test = first.isWord("exists") ? new ValueTest.Exists() : new ValueTest.Missing();
      reader.expectSymbol(")");
    } else if (first.isWord("anniversary") && reader.peek(1).isWord("of")) {
      reader.take();
      reader.take();
      subject = subject();
      test = tests.anniversary(first, subject.type());
    } else {
      subject = subject();
      E compared = subject.compared().get();
      if (compared != null) {
        return leaf(first, compared, subject.levels());
      }
      test = tests.test(subject.type());
    }
    return leaf(first, lasting(subject.tested().apply(test)), subject.levels());
  }

  /** Reads for how long {@code tested} has held, if that can be said of it and comes next. */
  E lasting(E tested) {
    return tested;
  }

  private static boolean isPresence(Token token) {
    return token.isWord("exists") || token.isWord("missing");
  }
}
