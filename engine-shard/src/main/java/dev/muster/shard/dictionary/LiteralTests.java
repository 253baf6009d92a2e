// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import dev.muster.predicate.ValueTest;
import dev.muster.shard.scan.LongTest;

/** What all dictionaries do alike: presence, lists of literals, and a refusal of the rest. */
abstract class LiteralTests implements ValueTest.Visitor<LongTest> {

  private final Dictionary dictionary;

  LiteralTests(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  @Override
  public LongTest exists(ValueTest.Exists test) {
    return LongTest.Range.ALWAYS;
  }

  @Override
  public LongTest missing(ValueTest.Missing test) {
    return LongTest.Range.NEVER;
  }

  @Override
  public LongTest in(ValueTest.In test) {
    long[] bits = new long[(dictionary.size() + 63) >>> 6];
    for (Object literal : test.literals()) {
      int code = dictionary.find(literal);
      // A code assigned since the size was read belongs to a later epoch.
      if (code >= 0 && code >>> 6 < bits.length) {
        CodeBits.add(bits, code);
      }
    }
    return CodeBits.of(bits, CodeBits.count(bits));
  }

  @Override
  public LongTest notIn(ValueTest.NotIn test) {
    return new LongTest.Negation(in(new ValueTest.In(test.literals())));
  }

  @Override
  public LongTest range(ValueTest.Range test) {
    throw misfit(test);
  }

  @Override
  public LongTest text(ValueTest.Text test) {
    throw misfit(test);
  }

  @Override
  public LongTest matches(ValueTest.Matches test) {
    throw misfit(test);
  }

  @Override
  public LongTest setMembers(ValueTest.SetMembers test) {
    throw misfit(test);
  }

  @Override
  public LongTest setSize(ValueTest.SetSize test) {
    throw misfit(test);
  }

  @Override
  public LongTest withinRadius(ValueTest.WithinRadius test) {
    throw misfit(test);
  }

  private static IllegalArgumentException misfit(ValueTest test) {
    return new IllegalArgumentException("the test does not fit the type, test=" + test);
  }
}
