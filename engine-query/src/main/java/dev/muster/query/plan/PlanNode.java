// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.plan;

import dev.muster.shard.directory.BucketScan;
import dev.muster.shard.event.EventQuery;
import dev.muster.shard.event.SequenceQuery;
import dev.muster.shard.scan.LongTest;
import java.util.List;

/**
 * An operator: given candidate rows of a chunk, it finds those that pass. Closed, immutable, with
 * every name and literal resolved for one evaluation.
 */
public sealed interface PlanNode {

  /** Its place in the arrays of a profile: 0, 1, 2, … over the whole plan. */
  int id();

  /** What it does, for explanations. */
  String label();

  /** Calls the method of {@code visitor} for this kind. */
  <R> R accept(Visitor<R> visitor);

  /** All candidates pass. */
  record Everyone(int id) implements PlanNode {
    @Override
    public String label() {
      return "everyone";
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.everyone(this);
    }
  }

  /**
   * No candidate passes.
   *
   * @param reason why that was known before any row was looked at
   */
  record NoOne(int id, String reason) implements PlanNode {
    @Override
    public String label() {
      return "no one: " + reason;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.noOne(this);
    }
  }

  /** Those pass that pass every operand; two or more operands, none of them a conjunction. */
  record And(int id, List<PlanNode> operands) implements PlanNode {
    public And {
      operands = List.copyOf(operands);
    }

    @Override
    public String label() {
      return "and";
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.and(this);
    }
  }

  /** Those pass that pass some operand; two or more operands, none of them a disjunction. */
  record Or(int id, List<PlanNode> operands) implements PlanNode {
    public Or {
      operands = List.copyOf(operands);
    }

    @Override
    public String label() {
      return "or";
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.or(this);
    }
  }

  /** Those pass that do not pass the operand. */
  record Not(int id, PlanNode operand) implements PlanNode {
    @Override
    public String label() {
      return "not";
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.not(this);
    }
  }

  /** Those pass that have a value of the attribute that passes. */
  record Column(int id, String label, int attribute, LongTest test) implements PlanNode {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.column(this);
    }
  }

  /** Those pass that have a value of the attribute. */
  record Presence(int id, String label, int attribute) implements PlanNode {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.presence(this);
    }
  }

  /**
   * Those pass whose events measure up.
   *
   * @param passesWithoutEvent whether a profile without any event of the type passes
   */
  record Events(
      int id, Question question, int eventType, EventQuery query, boolean passesWithoutEvent)
      implements PlanNode {
    @Override
    public String label() {
      return question.predicate().toString();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.events(this);
    }
  }

  /** Those pass whose events hold the sequence; nobody does without an event of its steps. */
  record Sequence(int id, Question question, SequenceQuery query) implements PlanNode {
    @Override
    public String label() {
      return question.predicate().toString();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sequence(this);
    }
  }

  /** Those pass whose identifier falls into the buckets. */
  record Buckets(int id, String label, BucketScan scan) implements PlanNode {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.buckets(this);
    }
  }

  /** One method per kind. */
  interface Visitor<R> {
    R everyone(Everyone node);

    R noOne(NoOne node);

    R and(And node);

    R or(Or node);

    R not(Not node);

    R column(Column node);

    R presence(Presence node);

    R events(Events node);

    R sequence(Sequence node);

    R buckets(Buckets node);
  }
}
