// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import dev.muster.predicate.ValueTest;
import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.TestCompiler;

/** What all dictionaries do alike: lists of literals are looked up. */
abstract class LiteralTests extends TestCompiler {

  private final Dictionary dictionary;

  LiteralTests(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  @Override
  public LongTest in(ValueTest.In test) {
    if (test.literals().size() == 1) {
      // The usual case must not cost a bit for every value of a large dictionary.
      int code = dictionary.find(test.literals().iterator().next());
      return code < 0 ? LongTest.Range.NEVER : new LongTest.Range(code, code);
    }
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
}
