// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.scan;

import dev.muster.predicate.ValueTest;

/**
 * What turns a test of values into a test of codes, whatever the codes: presence, and a refusal of
 * all that a kind of code does not override because its type has no such test.
 */
public abstract class TestCompiler implements ValueTest.Visitor<LongTest> {

  /** Only ever asked of a value that is there. */
  @Override
  public LongTest exists(ValueTest.Exists test) {
    return LongTest.Range.ALWAYS;
  }

  @Override
  public LongTest missing(ValueTest.Missing test) {
    return LongTest.Range.NEVER;
  }

  @Override
  public LongTest notIn(ValueTest.NotIn test) {
    LongTest in = in(new ValueTest.In(test.literals()));
    return in.equals(LongTest.Range.NEVER) ? LongTest.Range.ALWAYS : new LongTest.Negation(in);
  }

  @Override
  public LongTest range(ValueTest.Range test) {
    throw unfit(test);
  }

  @Override
  public LongTest text(ValueTest.Text test) {
    throw unfit(test);
  }

  @Override
  public LongTest matches(ValueTest.Matches test) {
    throw unfit(test);
  }

  @Override
  public LongTest setMembers(ValueTest.SetMembers test) {
    throw unfit(test);
  }

  @Override
  public LongTest setSize(ValueTest.SetSize test) {
    throw unfit(test);
  }

  @Override
  public LongTest withinRadius(ValueTest.WithinRadius test) {
    throw unfit(test);
  }

  @Override
  public LongTest withinBox(ValueTest.WithinBox test) {
    throw unfit(test);
  }

  @Override
  public LongTest anniversary(ValueTest.Anniversary test) {
    throw unfit(test);
  }

  /** The refusal of a test that the type does not have. */
  protected IllegalArgumentException unfit(ValueTest test) {
    return new IllegalArgumentException("the test does not fit the type, test=" + test);
  }
}
