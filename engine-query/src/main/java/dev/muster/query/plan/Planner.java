// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.plan;

import dev.muster.predicate.Predicate;
import dev.muster.predicate.ValueTest;
import dev.muster.schema.SchemaException;
import dev.muster.shard.SchemaLayout.Field;
import dev.muster.shard.dictionary.Dictionary;
import dev.muster.shard.directory.BucketScan;
import dev.muster.shard.event.SequenceQuery;
import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.ScalarTests;
import dev.muster.value.ValueType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns a predicate into a plan: checks names and types against the schema, resolves literals to
 * codes and windows to instants, flattens nested conjunctions and disjunctions, drops repeated
 * operands and double negations, and folds what is known before any row is looked at.
 *
 * <p>The order in which operands run is not decided here but chunk by chunk, by what each chunk
 * holds. Made for one evaluation; confined to one thread.
 */
public final class Planner {

  private final PlanContext context;

  /** What has been planned already, if equal parts are to be one operator; else null. */
  private final @Nullable SharedOperators shared;

  private int nextId;

  private Planner(PlanContext context, @Nullable SharedOperators shared) {
    this.context = context;
    this.shared = shared;
  }

  /**
   * The plan of {@code predicate}.
   *
   * @throws SchemaException if the predicate names or compares something the schema does not have
   * @throws dev.muster.segment.SegmentException if it refers to an unknown segment
   */
  public static Plan plan(Predicate predicate, PlanContext context) {
    PredicateDepth.check(predicate, context.segments());
    Planner planner = new Planner(context, null);
    PlanNode root = predicate.accept(planner.new Translation());
    return new Plan(root, planner.nextId);
  }

  /**
   * The operators that {@code predicates}, which are asked together, come to.
   *
   * @param afterEach run after each of them; what it throws ends the planning
   * @throws SchemaException if one names or compares something the schema does not have
   * @throws dev.muster.segment.SegmentException if one refers to an unknown segment
   * @throws IllegalArgumentException if together they have more parts than one predicate may have
   */
  public static List<PlanNode> planAll(
      List<Predicate> predicates, PlanContext context, Runnable afterEach) {
    PredicateDepth.checkTogether(predicates, context.segments());
    List<PlanNode> plans = new ArrayList<>();
    for (Predicate predicate : predicates) {
      plans.add(plan(predicate, context).root());
      afterEach.run();
    }
    return plans;
  }

  /**
   * The plan of {@code predicates}, in which equal parts are one operator.
   *
   * @param afterEach run after each of them; what it throws ends the planning
   * @throws SchemaException if one names or compares something the schema does not have
   * @throws dev.muster.segment.SegmentException if one refers to an unknown segment
   * @throws IllegalArgumentException if one is too large
   */
  public static SharedPlan planShared(
      List<Predicate> predicates, PlanContext context, Runnable afterEach) {
    SharedOperators operators = new SharedOperators();
    Planner planner = new Planner(context, operators);
    List<PlanNode> roots = new ArrayList<>(predicates.size());
    for (Predicate predicate : predicates) {
      PredicateDepth.check(predicate, context.segments());
      roots.add(predicate.accept(planner.new Translation()));
      afterEach.run();
    }
    return SharedPlan.of(roots, planner.nextId);
  }

  private int id() {
    return nextId++;
  }

  private PlanNode conjunction(List<PlanNode> operands) {
    List<PlanNode> kept = new ArrayList<>();
    for (PlanNode operand : operands) {
      if (operand instanceof PlanNode.NoOne) {
        return operand;
      }
      if (operand instanceof PlanNode.And and) {
        kept.addAll(and.operands());
      } else if (!(operand instanceof PlanNode.Everyone)) {
        kept.add(operand);
      }
    }
    if (kept.isEmpty()) {
      return new PlanNode.Everyone(id());
    }
    if (kept.size() == 1) {
      return kept.get(0);
    }
    return shared == null
        ? new PlanNode.And(id(), kept)
        : shared.conjunction(kept, distinct -> new PlanNode.And(id(), distinct));
  }

  private PlanNode disjunction(List<PlanNode> operands) {
    List<PlanNode> kept = new ArrayList<>();
    for (PlanNode operand : operands) {
      if (operand instanceof PlanNode.Everyone) {
        return operand;
      }
      if (operand instanceof PlanNode.Or or) {
        kept.addAll(or.operands());
      } else if (!(operand instanceof PlanNode.NoOne)) {
        kept.add(operand);
      }
    }
    if (kept.isEmpty()) {
      return operands.isEmpty() ? new PlanNode.NoOne(id(), "nothing to be") : operands.get(0);
    }
    if (kept.size() == 1) {
      return kept.get(0);
    }
    return shared == null
        ? new PlanNode.Or(id(), kept)
        : shared.disjunction(kept, distinct -> new PlanNode.Or(id(), distinct));
  }

  private PlanNode negation(PlanNode operand) {
    if (operand instanceof PlanNode.Not not) {
      return not.operand();
    }
    if (operand instanceof PlanNode.Everyone) {
      return new PlanNode.NoOne(id(), "not everyone");
    }
    if (operand instanceof PlanNode.NoOne) {
      return new PlanNode.Everyone(id());
    }
    return shared == null
        ? new PlanNode.Not(id(), operand)
        : shared.negation(operand, () -> new PlanNode.Not(id(), operand));
  }

  /** The operator of {@code leaf}, which {@code planned} makes unless there is one already. */
  private PlanNode leaf(Predicate leaf, Supplier<PlanNode> planned) {
    return shared == null ? planned.get() : shared.leaf(leaf, planned);
  }

  private final class Translation implements Predicate.Visitor<PlanNode> {

    @Override
    public PlanNode and(Predicate.And and) {
      return conjunction(all(and.operands()));
    }

    @Override
    public PlanNode or(Predicate.Or or) {
      return disjunction(all(or.operands()));
    }

    @Override
    public PlanNode not(Predicate.Not not) {
      return negation(not.operand().accept(this));
    }

    private List<PlanNode> all(List<Predicate> operands) {
      List<PlanNode> nodes = new ArrayList<>(operands.size());
      // Equal operands say the same; one of them is enough.
      Set<Predicate> distinct = new LinkedHashSet<>(operands);
      distinct.forEach(operand -> nodes.add(operand.accept(this)));
      return nodes;
    }

    @Override
    public PlanNode attributeTest(Predicate.AttributeTest test) {
      return leaf(test, () -> attribute(test));
    }

    private PlanNode attribute(Predicate.AttributeTest test) {
      Field attribute = context.attribute(test.attribute(), test.type());
      if (test.test() instanceof ValueTest.Exists) {
        return new PlanNode.Presence(id(), test.toString(), attribute.index());
      }
      if (test.test() instanceof ValueTest.Missing) {
        String label = attribute.name() + " exists";
        return negation(new PlanNode.Presence(id(), label, attribute.index()));
      }
      LongTest compiled = compile(attribute, test.test(), context.nowMillis());
      return compiled.equals(LongTest.Range.NEVER)
          ? new PlanNode.NoOne(id(), test + " (no such value)")
          : new PlanNode.Column(id(), test.toString(), attribute.index(), compiled);
    }

    @Override
    public PlanNode eventTest(Predicate.EventTest test) {
      return leaf(test, () -> EventPlanner.plan(test, context, Planner.this::id));
    }

    @Override
    public PlanNode sequenceTest(Predicate.SequenceTest test) {
      return leaf(test, () -> sequence(test));
    }

    private PlanNode sequence(Predicate.SequenceTest test) {
      SequenceQuery query = new SequencePlanner(context).plan(test);
      return new PlanNode.Sequence(id(), Question.of(test, context), query);
    }

    @Override
    public PlanNode stateTest(Predicate.StateTest test) {
      return leaf(test, () -> state(test));
    }

    /** Who passes now, and whose column of changes tells an instant on the right side. */
    private PlanNode state(Predicate.StateTest test) {
      PlanNode state = attributeTest(test.state());
      context.layout().schema().requireTracked(test.state().attribute());
      Field attribute =
          Objects.requireNonNull(context.layout().attribute(test.state().attribute()));
      long lastMillis = context.nowMillis() - test.duration().toMillis();
      boolean atLeast = test.bound() == Predicate.StateTest.Bound.AT_LEAST;
      LongTest changed =
          atLeast
              ? new LongTest.Range(Long.MIN_VALUE, lastMillis)
              : new LongTest.Range(lastMillis + 1, Long.MAX_VALUE);
      String label =
          attribute.name()
              + (atLeast ? " unchanged since " : " changed after ")
              + Instant.ofEpochMilli(lastMillis);
      PlanNode held = new PlanNode.Column(id(), label, attribute.changes(), changed);
      return conjunction(List.of(state, held));
    }

    @Override
    public PlanNode inSegment(Predicate.InSegment reference) {
      return context.segments().meaning(reference).accept(this);
    }

    @Override
    public PlanNode bucketTest(Predicate.BucketTest test) {
      return leaf(test, () -> buckets(test));
    }
  }

  /** The operator of a share of the identifiers; a share of all is everyone. */
  private PlanNode buckets(Predicate.BucketTest test) {
    return test.low() == 0 && test.high() == Predicate.BucketTest.BUCKETS - 1
        ? new PlanNode.Everyone(id())
        : new PlanNode.Buckets(id(), test.toString(), BucketScan.of(test, context.directory()));
  }

  /** The test of codes that {@code test} comes to for {@code field} at {@code nowMillis}. */
  static LongTest compile(Field field, ValueTest test, long nowMillis) {
    Dictionary dictionary = field.dictionary();
    return dictionary == null
        ? ScalarTests.compile(field.type(), test, nowMillis)
        : dictionary.compile(test);
  }

  /** Refuses a predicate or an analysis that was written for another type. */
  static void requireType(String what, String name, ValueType known, ValueType asked) {
    if (!known.equals(asked)) {
      throw new SchemaException(
          what + " '" + name + "': the schema has " + known + ", asked for as " + asked);
    }
  }
}
