// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import dev.muster.predicate.Predicate;
import dev.muster.predicate.Predicate.StateTest.Bound;
import dev.muster.schema.Attribute;
import dev.muster.schema.NearestName;
import dev.muster.schema.Schema;
import dev.muster.text.Token.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads a whole predicate. */
final class PredicateParser extends LogicParser<Predicate> {

  private final Schema schema;
  private final EventParser events;
  private final LiteralParser literals;

  PredicateParser(TokenReader reader, Schema schema) {
    super(reader, 0);
    this.schema = schema;
    this.events = new EventParser(reader, schema);
    this.literals = new LiteralParser(reader);
  }

  /** Reads to the end of the text. */
  Predicate parse() {
    Predicate predicate = expression();
    if (reader.peek().kind() != Kind.END) {
      reader.expected("the end of the text");
      throw reader.unexpected();
    }
    return predicate;
  }

  @Override
  Predicate conjunction(List<Predicate> operands) {
    return new Predicate.And(operands);
  }

  @Override
  Predicate disjunction(List<Predicate> operands) {
    return new Predicate.Or(operands);
  }

  @Override
  Predicate complement(Predicate operand) {
    return new Predicate.Not(operand);
  }

  @Override
  Predicate simple() {
    Token first = reader.peek();
    if (reader.accept("everyone")) {
      return leaf(first, Predicate.everyone(), 1);
    }
    if (reader.accept("no", "one")) {
      return leaf(first, Predicate.noOne(), 1);
    }
    if (reader.accept("did")) {
      boolean negated = reader.accept("not");
      EventParser.Did did = events.did(open());
      return negated
          ? leaf(first, did.predicate().not(), did.levels() + 1)
          : leaf(first, did.predicate(), did.levels());
    }
    if (events.atSingle()) {
      EventParser.Did did = events.did(open());
      return leaf(first, did.predicate(), did.levels());
    }
    if (events.atHabit()) {
      EventParser.Did habit = events.regularly(open());
      return leaf(first, habit.predicate(), habit.levels());
    }
    if (reader.accept("in", "segment")) {
      Token name = reader.expect(Kind.STRING, "the name of a segment in single quotes");
      return leaf(first, named(name), 1);
    }
    if (first.isWord("bucket") && reader.peek(1).isSymbol("(")) {
      return leaf(first, bucket(), 1);
    }
    if (events.atLapse()) {
      EventParser.Did lapse = events.lapse(open());
      return leaf(first, lapse.predicate(), lapse.levels());
    }
    return comparison();
  }

  private Predicate named(Token name) {
    try {
      return new Predicate.InSegment(name.text());
    } catch (IllegalArgumentException e) {
      throw reader.refused(name, String.valueOf(e.getMessage()));
    }
  }

  private Predicate bucket() {
    reader.take();
    reader.expectSymbol("(");
    Token salt = reader.expect(Kind.STRING, "a salt in single quotes");
    reader.expectSymbol(")");
    reader.expect("in");
    Token first = reader.peek();
    int low = bucketNumber("the first bucket");
    reader.expectSymbol("..");
    int high = bucketNumber("the last bucket");
    try {
      return new Predicate.BucketTest(salt.text(), low, high);
    } catch (IllegalArgumentException e) {
      throw reader.refused(first, String.valueOf(e.getMessage()));
    }
  }

  /** Whatever is too large for a bucket stays so. */
  private int bucketNumber(String what) {
    return (int) Math.min(literals.whole(what), Integer.MAX_VALUE);
  }

  @Override
  Predicate lasting(Predicate tested) {
    if (!(tested instanceof Predicate.AttributeTest state)) {
      refuseLasting();
      return tested;
    }
    Token first = reader.peek();
    if (!reader.accept("for")) {
      return tested;
    }
    Bound bound = bound();
    Duration duration = new WindowParser(reader).duration();
    try {
      schema.requireTracked(state.attribute());
      return new Predicate.StateTest(state, duration, bound);
    } catch (IllegalArgumentException e) {
      throw reader.refused(first, String.valueOf(e.getMessage()));
    }
  }

  private Bound bound() {
    if (reader.accept("at", "least")) {
      return Bound.AT_LEAST;
    }
    if (reader.accept("less", "than")) {
      return Bound.LESS_THAN;
    }
    throw reader.unexpected();
  }

  @Override
  Subject<Predicate> subject() {
    if (events.atMeasure()) {
      return events.measured(open());
    }
    Token name = reader.expectName("a condition");
    Attribute<?> attribute = schema.findAttribute(name.text());
    if (attribute == null) {
      List<String> known = new ArrayList<>();
      schema.attributes().forEach(a -> known.add(a.name()));
      throw reader.unknown(name, "an attribute", NearestName.of(name.text(), known));
    }
    return new Subject<>(
        attribute.type(),
        1,
        test -> new Predicate.AttributeTest(attribute.name(), attribute.type(), test));
  }
}
