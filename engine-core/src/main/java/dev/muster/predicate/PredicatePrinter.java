// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

/**
 * Writes predicates in the text form: {@code country = 'PL' and did purchase (amount > 100) at
 * least 3 times in last 30 days}.
 *
 * <p>Exact text reads back as an equal predicate, so no two structures may print alike.
 */
final class PredicatePrinter extends LogicPrinter<Predicate>
    implements Predicate.Visitor<TextWriter> {

  private PredicatePrinter(TextWriter out) {
    super(out);
  }

  /** All of {@code predicate}. */
  static String exact(Predicate predicate) {
    return new PredicatePrinter(TextWriter.exact()).write(predicate).toString();
  }

  /** {@code predicate} for logs and messages, cut where it is long. */
  static String shortened(Predicate predicate) {
    return new PredicatePrinter(TextWriter.shortened()).write(predicate).toString();
  }

  /** {@code filter} for logs and messages, cut where it is long. */
  static String shortened(EventFilter filter) {
    return new FilterPrinter(TextWriter.shortened()).write(filter).toString();
  }

  @Override
  void dispatch(Predicate predicate) {
    predicate.accept(this);
  }

  @Override
  int joined(Predicate predicate) {
    if (predicate instanceof Predicate.And and) {
      return and.operands().size();
    }
    return predicate instanceof Predicate.Or or ? or.operands().size() : 0;
  }

  @Override
  public TextWriter and(Predicate.And and) {
    return join(and.operands(), " and ", "everyone", "all of");
  }

  @Override
  public TextWriter or(Predicate.Or or) {
    return join(or.operands(), " or ", "no one", "any of");
  }

  @Override
  public TextWriter not(Predicate.Not not) {
    return negate(not.operand());
  }

  @Override
  public TextWriter attributeTest(Predicate.AttributeTest test) {
    return test.test().accept(new ValueTestPrinter(out, () -> out.name(test.attribute())));
  }

  @Override
  public TextWriter eventTest(Predicate.EventTest test) {
    return test.measure().accept(new EventTestPrinter(out, test));
  }

  @Override
  public TextWriter sequenceTest(Predicate.SequenceTest test) {
    return new SequencePrinter(out, test).write();
  }

  @Override
  public TextWriter stateTest(Predicate.StateTest test) {
    String bound =
        switch (test.bound()) {
          case AT_LEAST -> " for at least ";
          case LESS_THAN -> " for less than ";
        };
    return attributeTest(test.state()).append(bound + WindowPrinter.duration(test.duration()));
  }

  @Override
  public TextWriter inSegment(Predicate.InSegment reference) {
    return out.append("in segment ").literal(reference.segment());
  }

  @Override
  public TextWriter bucketTest(Predicate.BucketTest test) {
    return out.append("bucket(")
        .literal(test.salt())
        .append(") in " + test.low() + ".." + test.high());
  }
}
