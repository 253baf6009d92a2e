// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.Predicate;
import dev.muster.predicate.Predicate.StateTest.Bound;
import dev.muster.predicate.ValueTest;
import dev.muster.schema.Attribute;
import dev.muster.schema.Schema;
import java.time.Duration;
import java.util.List;

/** Reads a whole predicate. */
final class PredicateReader extends LogicReader<Predicate> {

  private static final List<String> KINDS =
      List.of("all", "any", "not", "attribute", "event", "sequence", "inSegment", "bucket");

  private final Schema schema;
  private final SchemaNames names;
  private final TestReader tests;
  private final EventReader events;
  private final SequenceReader sequences;

  PredicateReader(JsonSource source, Schema schema) {
    super(source, new LiteralReader(source));
    this.schema = schema;
    this.names = new SchemaNames(source, literals, schema);
    this.tests = new TestReader(source, literals);
    PatternReader patterns = new PatternReader(source, literals, names, tests);
    WindowReader windows = new WindowReader(source, literals);
    this.events = new EventReader(source, literals, names, tests, patterns, windows);
    this.sequences = new SequenceReader(source, literals, patterns, windows);
  }

  @Override
  String what() {
    return "a predicate";
  }

  @Override
  List<String> kinds() {
    return KINDS;
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
  Predicate simple(String kind, Members members, int level) {
    return switch (kind) {
      case "attribute" -> attribute(members);
      case "event" -> events.read(members, level);
      case "sequence" -> sequences.read(members, level);
      case "inSegment" -> {
        JsonValue name = members.require(kind);
        String segment = literals.text(name, "the name of a segment");
        yield source.made(name, () -> new Predicate.InSegment(segment));
      }
      default -> bucket(members);
    };
  }

  private Predicate attribute(Members members) {
    Attribute<?> attribute = names.attribute(members.require("attribute"));
    ValueTest test = tests.read(members, attribute.type());
    Predicate.AttributeTest tested =
        source.made(
            members.object(),
            () -> new Predicate.AttributeTest(attribute.name(), attribute.type(), test));
    JsonValue atLeast = members.find("forAtLeast");
    JsonValue lasting = atLeast == null ? members.find("forLessThan") : atLeast;
    if (lasting == null) {
      return tested;
    }
    Duration duration = literals.duration(lasting);
    return source.made(
        lasting,
        () -> {
          schema.requireTracked(attribute.name());
          return new Predicate.StateTest(
              tested, duration, atLeast == null ? Bound.LESS_THAN : Bound.AT_LEAST);
        });
  }

  private Predicate bucket(Members members) {
    String salt = literals.text(members.require("bucket"), "a salt (a text)");
    JsonValue between = members.require("between");
    List<JsonValue> bounds = literals.pair(between, "an array of the first and the last bucket");
    int last = Predicate.BucketTest.BUCKETS - 1;
    int low = literals.whole(bounds.get(0), "a bucket", last);
    int high = literals.whole(bounds.get(1), "a bucket", last);
    return source.made(between, () -> new Predicate.BucketTest(salt, low, high));
  }
}
