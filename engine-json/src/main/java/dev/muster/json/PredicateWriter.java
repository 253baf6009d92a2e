// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.EventSelection;
import dev.muster.predicate.Predicate;
import java.util.List;

/** Writes predicates: one object each, whose first member tells the kind. */
final class PredicateWriter extends LogicWriter<Predicate>
    implements Predicate.Visitor<JsonWriter> {

  PredicateWriter(JsonWriter out) {
    super(out);
  }

  @Override
  void dispatch(Predicate predicate) {
    predicate.accept(this);
  }

  @Override
  public JsonWriter and(Predicate.And and) {
    return join("all", and.operands());
  }

  @Override
  public JsonWriter or(Predicate.Or or) {
    return join("any", or.operands());
  }

  @Override
  public JsonWriter not(Predicate.Not not) {
    return negate(not.operand());
  }

  @Override
  public JsonWriter attributeTest(Predicate.AttributeTest test) {
    out.name("attribute").text(test.attribute());
    return test.test().accept(new TestWriter(out));
  }

  @Override
  public JsonWriter eventTest(Predicate.EventTest test) {
    EventSelection events = test.events();
    PatternWriter.event(out, events.eventType());
    switch (events.occurrence()) {
      case ANY -> {}
      case FIRST -> out.name("occurrence").text("first");
      case LAST -> out.name("occurrence").text("last");
    }
    PatternWriter.where(out, events.filter());
    test.measure().accept(new MeasureWriter(out, test.test()));
    return events.window().accept(new WindowWriter(out));
  }

  @Override
  public JsonWriter sequenceTest(Predicate.SequenceTest test) {
    return new SequenceWriter(out).write(test);
  }

  @Override
  public JsonWriter inSegment(Predicate.InSegment reference) {
    return out.name("inSegment").text(reference.segment());
  }

  @Override
  public JsonWriter bucketTest(Predicate.BucketTest test) {
    return out.name("bucket")
        .text(test.salt())
        .name("between")
        .array(List.of(test.low(), test.high()), out::whole);
  }

  @Override
  public JsonWriter stateTest(Predicate.StateTest test) {
    attributeTest(test.state());
    return switch (test.bound()) {
      case AT_LEAST -> out.duration("forAtLeast", test.duration());
      case LESS_THAN -> out.duration("forLessThan", test.duration());
    };
  }
}
